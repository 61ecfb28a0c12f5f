//! A part that is a text.

use serde::Serialize;

use crate::file_part::Source;
use crate::multipart::FormParts;
use crate::plain_text::plain_text;

impl FormParts {
    /// A value as a form writes it.
    pub(crate) fn text(&mut self, name: &str, media_type: Option<&str>, value: &impl Serialize) {
        match serde_json::to_value(value) {
            Ok(value) => {
                let text = plain_text(&value).into_bytes();
                self.add(name, "", media_type, Source::Bytes(text));
            }
            Err(error) => drop(self.problem.get_or_insert(format!("`{name}`: {error}"))),
        }
    }
}
