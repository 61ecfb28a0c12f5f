use serde::de::{Deserialize, Deserializer};

use crate::violation::Violation;

/// What starts an error that says where it is: a character that no field's name has.
pub(super) const MARK: char = '\u{1f}';

/// A value, or where in it what is wrong.
pub(crate) fn located<'de, T, D>(parser: D) -> Result<T, Violation>
where
    T: Deserialize<'de>,
    D: Deserializer<'de, Error = serde_json::Error>,
{
    serde_path_to_error::deserialize(parser).map_err(|error| {
        let path = match error.path().to_string() {
            root if root == "." => String::new(),
            path => path,
        };
        describe(path, &error.inner().to_string())
    })
}

/// Turns serde's words into ours: ``missing field `x` at line 1 column 2`` into `x is required`.
fn describe(path: String, text: &str) -> Violation {
    let text = text
        .rsplit_once(" at line ")
        .map_or(text, |(words, _)| words);
    if let Some((field, problem)) = text
        .strip_prefix(MARK)
        .and_then(|text| text.split_once(MARK))
    {
        let inner = Violation {
            field: field.to_owned(),
            problem: problem.to_owned(),
        };
        return inner.inside(&path);
    }
    let named = |before: &str| text.strip_prefix(before)?.split('`').next();
    let inside = |name: &str| match path.as_str() {
        "" => name.to_owned(),
        // The path of a repeated field already ends in its name.
        path if path == name || path.ends_with(&format!(".{name}")) => path.to_owned(),
        path => format!("{path}.{name}"),
    };
    let (field, problem) = if let Some(name) = named("missing field `") {
        (inside(name), "is required".to_owned())
    } else if let Some(name) = named("duplicate field `") {
        (inside(name), "must appear only once".to_owned())
    } else if let Some(name) = named("unknown field `") {
        (inside(name), "is not allowed".to_owned())
    } else if let Some((_, expected)) = text.rsplit_once(", expected ") {
        (path, format!("must be {}", in_json(expected)))
    } else if text.starts_with("UUID parsing failed") {
        (path, "must be a UUID".to_owned())
    } else {
        (path, text.to_owned())
    };
    Violation { field, problem }
}

/// The JSON name of what serde expected.
fn in_json(expected: &str) -> &str {
    match expected {
        "i8" => "an 8-bit integer",
        "i16" => "a 16-bit integer",
        "i32" => "a 32-bit integer",
        "i64" => "a 64-bit integer",
        "u8" => "an unsigned 8-bit integer",
        "u16" => "an unsigned 16-bit integer",
        "u32" => "an unsigned 32-bit integer",
        "u64" => "an unsigned 64-bit integer",
        "f32" | "f64" => "a number",
        "a sequence" => "an array",
        "a map" => "an object",
        "unit" => "null",
        other => other,
    }
}
