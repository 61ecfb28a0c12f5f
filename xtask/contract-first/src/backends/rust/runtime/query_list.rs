//! A list in the query, as one text.

use std::fmt::Display;

use crate::call::Call;
use crate::joined::joined;
use crate::percent::encoded;

impl Call {
    pub(crate) fn query_list(&mut self, name: &str, values: &[impl Display], separator: &str) {
        match joined(name, values, separator) {
            Ok(text) => self.query.push(format!("{}={text}", encoded(name))),
            Err(reason) => self.refuse(reason),
        }
    }
}
