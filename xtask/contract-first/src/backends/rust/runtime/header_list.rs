//! A list in a header, with commas between items.

use std::fmt::Display;

use crate::call::Call;
use crate::header_item::escaped_item;

impl Call {
    pub(crate) fn header_list(&mut self, name: &'static str, values: &[impl Display]) {
        let items = values.iter().map(|value| escaped_item(&value.to_string()));
        let items: Vec<String> = items.collect();
        if items.iter().any(String::is_empty) {
            self.refuse(format!("`{name}` has an empty item, which no header keeps"));
        }
        self.header(name, &items.join(","));
    }
}
