//! A part that is JSON.

use serde::Serialize;

use crate::file_part::Source;
use crate::multipart::FormParts;

impl FormParts {
    pub(crate) fn json(&mut self, name: &str, media_type: &str, value: &impl Serialize) {
        match serde_json::to_vec(value) {
            Ok(text) => self.add(name, "", Some(media_type), Source::Bytes(text)),
            Err(error) => drop(self.problem.get_or_insert(format!("`{name}`: {error}"))),
        }
    }
}
