//! A value that is a part of a segment.

use std::fmt::Write as _;

use crate::call::Call;

impl Call {
    /// Adds text to the path that is encoded already; `end` begins what separates it from the next value.
    pub(crate) fn path_part(
        &mut self,
        name: &str,
        encoded: Result<String, String>,
        end: Option<char>,
    ) {
        match encoded {
            Ok(text) if text.is_empty() => {
                self.refuse(format!("`{name}` is empty, which no path can hold"));
            }
            Ok(text) => self.path.push_str(&without(&text, end)),
            Err(reason) => self.refuse(reason),
        }
    }
}

/// The text with a character of it escaped, but for those of its escapes.
fn without(text: &str, end: Option<char>) -> String {
    let mut written = String::new();
    let mut escape: u8 = 0;
    for character in text.chars() {
        if character == '%' {
            escape = 3;
        }
        if escape == 0 && Some(character) == end {
            // Writing to a text does not fail.
            _ = write!(written, "%{:02X}", u32::from(character));
        } else {
            written.push(character);
        }
        escape = escape.saturating_sub(1);
    }
    written
}
