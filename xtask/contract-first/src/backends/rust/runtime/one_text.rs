//! A value of any type that is one text.

use serde::Serialize;

use crate::parts::Parts;

pub(crate) fn one_text(name: &str, value: &impl Serialize) -> Result<String, String> {
    match Parts::of(name, value)? {
        Parts::One(text) => Ok(text),
        Parts::List(_) | Parts::Object(_) => Err(format!("`{name}` is not one value")),
    }
}
