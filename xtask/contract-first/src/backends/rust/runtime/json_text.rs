//! A value as JSON in one text.

use std::fmt::Write as _;

use serde::Serialize;

/// In ASCII: headers hold nothing else.
pub(crate) fn json_text(name: &str, value: &impl Serialize) -> Result<String, String> {
    let text = serde_json::to_string(value).map_err(|error| format!("`{name}`: {error}"))?;
    let mut written = String::new();
    for unit in text.encode_utf16() {
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => written.push(char::from(byte)),
            // Writing to a text does not fail.
            _ => _ = write!(written, "\\u{unit:04x}"),
        }
    }
    Ok(written)
}
