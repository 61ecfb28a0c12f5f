//! A list in the path, with commas between items.

use std::fmt::Display;

use crate::call::Call;
use crate::joined::joined;

impl Call {
    pub(crate) fn path_list(&mut self, name: &str, values: &[impl Display]) {
        match joined(name, values, ",") {
            Ok(text) => self.path_segment(name, &text),
            Err(reason) => self.refuse(reason),
        }
    }
}
