//! A value in the query.

use std::fmt::Display;

use crate::call::Call;
use crate::pair::pair;

impl Call {
    pub(crate) fn query_value(&mut self, name: &str, value: &(impl Display + ?Sized)) {
        self.query.push(pair(name, &value.to_string()));
    }
}
