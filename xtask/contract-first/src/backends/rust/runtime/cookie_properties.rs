//! An object whose properties are cookies by themselves.

use serde::Serialize;

use crate::call::Call;
use crate::parts::Parts;
use crate::percent::encoded;

impl Call {
    pub(crate) fn cookie_properties(&mut self, name: &str, value: &impl Serialize) {
        match Parts::of(name, value) {
            Ok(Parts::Object(members)) => {
                for (key, text) in &members {
                    self.cookie(key, &encoded(text));
                }
            }
            Ok(Parts::One(_) | Parts::List(_)) => self.refuse(format!("`{name}` is not an object")),
            Err(reason) => self.refuse(reason),
        }
    }
}
