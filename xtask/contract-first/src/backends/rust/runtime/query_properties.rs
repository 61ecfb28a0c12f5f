//! An object in the query whose properties stand by themselves.

use serde::Serialize;

use crate::brackets::bracketed;
use crate::call::Call;
use crate::properties::properties;

impl Call {
    pub(crate) fn query_properties(&mut self, name: &str, value: &impl Serialize) {
        match properties(name, value) {
            Ok(properties) => {
                for (name, value) in &properties {
                    bracketed(name, value, false, &mut self.query);
                }
            }
            Err(reason) => self.refuse(reason),
        }
    }
}
