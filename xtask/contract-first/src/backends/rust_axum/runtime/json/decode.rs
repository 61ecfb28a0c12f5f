use serde::de::DeserializeOwned;

use crate::json::{located, whole_numbers};
use crate::rejection::Rejection;

/// Parses a body.
pub(crate) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Rejection> {
    // All of it, where the parser would look at the strings that it keeps only (RFC 8259, section 8.1).
    let text = std::str::from_utf8(bytes).map_err(|error| Rejection::Syntax {
        problem: format!("invalid UTF-8 behind byte {}", error.valid_up_to()),
    })?;
    match serde_json::from_str(text) {
        Ok(body) => Ok(body),
        Err(error) if error.is_data() => refit(text),
        Err(error) => Err(Rejection::Syntax {
            problem: error.to_string(),
        }),
    }
}

/// Parses a refused body once more, with its whole numbers written as such (`2.0` is an integer: JSON
/// Schema 2020-12, section 4.2.3), this time noting where in it the parser stands. Good bodies do
/// not pay for that.
fn refit<T: DeserializeOwned>(text: &str) -> Result<T, Rejection> {
    let text = &whole_numbers(text);
    let mut parser = serde_json::Deserializer::from_str(text);
    let body = located(&mut parser).map_err(Rejection::Body)?;
    match parser.end() {
        Ok(()) => Ok(body),
        Err(error) => Err(Rejection::Syntax {
            problem: error.to_string(),
        }),
    }
}
