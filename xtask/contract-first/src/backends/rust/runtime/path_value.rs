//! A value in the path.

use std::fmt::Display;

use crate::call::Call;
use crate::percent::encoded;

impl Call {
    pub(crate) fn path_value(&mut self, name: &str, value: &impl Display) {
        self.path_segment(name, &encoded(value));
    }
}
