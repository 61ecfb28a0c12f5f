//! An object in the query, its parts in brackets behind its name.

use serde::Serialize;

use crate::brackets::bracketed;
use crate::call::Call;

impl Call {
    /// Items of lists are numbered, too, or repeat the name.
    pub(crate) fn query_object(&mut self, name: &str, value: &impl Serialize, numbered: bool) {
        match serde_json::to_value(value) {
            Ok(value) => bracketed(name, &value, numbered, &mut self.query),
            Err(error) => self.refuse(format!("`{name}`: {error}")),
        }
    }
}
