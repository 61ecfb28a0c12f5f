//! From text to a checked OpenAPI document, and back to text.

use std::path::Path;

use serde_json::Value;

use super::error::{DocumentError, NotOpenApiError};
use super::format::Format;
use super::source::{Source, read_text};
use super::{json, page, yaml};
use crate::text::{json_text, printable};

/// What is wrong with a text, and where.
#[derive(Debug)]
pub struct ParseError {
    /// Line, counted from 1, where known.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

impl ParseError {
    /// A problem at a line.
    pub fn at(line: usize, message: String) -> Self {
        Self {
            line: (line > 0).then_some(line),
            // It may quote the text.
            message: printable(&message),
        }
    }

    /// A problem of the whole text.
    pub fn nowhere(message: &str) -> Self {
        Self {
            line: None,
            message: message.to_owned(),
        }
    }

    fn below(mut self, line: usize) -> Self {
        self.line = self.line.map(|inner| inner + line);
        self
    }

    fn of(self, name: &str) -> DocumentError {
        DocumentError::Text {
            name: name.to_owned(),
            line: self.line,
            message: self.message,
        }
    }
}

/// An OpenAPI document, and the text that it was read from.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The document.
    pub document: Value,
    /// Its text.
    pub source: Source,
}

impl Source {
    /// The text of a JSON or YAML file that a person edits; `name` is how messages call it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of_data_file(path: &Path, name: &str) -> Result<Self, DocumentError> {
        Ok(Self {
            name: name.to_owned(),
            text: read_text(path, name)?,
            format: Format::of_name(name).unwrap_or(Format::Yaml),
        })
    }

    /// Reads the OpenAPI document in it, which may write its version in another way: an overlay can put that right.
    ///
    /// # Errors
    /// As [`parse`].
    pub fn document(self) -> Result<Loaded, DocumentError> {
        Ok(Loaded {
            document: read_checked(&self.text, self.format, &self.name, Version::Lenient)?,
            source: self,
        })
    }

    /// Reads what it holds, whatever it is.
    ///
    /// # Errors
    /// Not readable in its format, no or several documents in a page; with its line.
    pub fn data(&self) -> Result<Value, DocumentError> {
        read(&self.text, self.format).map_err(|problem| problem.of(&self.name))
    }
}

/// Reads the OpenAPI document out of `text`, which came from `name`, and checks that it is one.
///
/// # Errors
/// Not readable in its format, no or several documents in a page, not OpenAPI 3.0 or 3.1; the
/// message says what was found and where.
pub fn parse(text: &str, format: Format, name: &str) -> Result<Value, DocumentError> {
    read_checked(text, format, name, Version::Exact)
}

/// How a document must write its version.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Version {
    /// As OpenAPI has it.
    Exact,
    /// So that the version is unambiguous.
    Lenient,
}

fn read_checked(
    text: &str,
    format: Format,
    name: &str,
    version: Version,
) -> Result<Value, DocumentError> {
    let document = read(text, format).map_err(|problem| problem.of(name))?;
    checked(&document, version).map_err(|cause| DocumentError::NotOpenApiError {
        name: name.to_owned(),
        cause,
    })?;
    Ok(document)
}

fn read(text: &str, format: Format) -> Result<Value, ParseError> {
    match format {
        Format::Json => json::parse(text),
        Format::Yaml => yaml::parse(text),
        Format::Html => Err(ParseError::nowhere(
            "an HTML page, not an OpenAPI document; use its JSON, YAML or Markdown form (documentation sites often serve one at the same address with `.md`)",
        )),
        Format::Page => page::document_block(text).and_then(|block| {
            let document = match block.format() {
                Format::Json => json::parse(&block.text),
                _ => yaml::parse(&block.text),
            };
            document.map_err(|problem| problem.below(block.line))
        }),
    }
}

/// Checks that `document` is OpenAPI 3.0 or 3.1 at all; `lint` looks closer.
///
/// # Errors
/// What it is instead.
pub fn check(document: &Value) -> Result<(), NotOpenApiError> {
    checked(document, Version::Exact)
}

fn checked(document: &Value, version: Version) -> Result<(), NotOpenApiError> {
    is_openapi(document, version).map_err(|reason| NotOpenApiError(printable(&reason)))
}

fn is_openapi(document: &Value, version: Version) -> Result<(), String> {
    let Some(top) = document.as_object() else {
        return Err(format!(
            "not an OpenAPI document: it is {} and not an object",
            kind(document)
        ));
    };
    if let Some(version) = top.get("swagger") {
        return Err(format!(
            "a Swagger {} document; only OpenAPI 3.0 and 3.1 are read: convert it first (swagger2openapi does)",
            bare(version)
        ));
    }
    match top.get("openapi") {
        None => {
            let keys: Vec<&str> = top.keys().take(8).map(String::as_str).collect();
            return Err(format!(
                "not an OpenAPI document: no key `openapi` at the top level (found: {})",
                keys.join(", ")
            ));
        }
        Some(Value::String(version))
            if version.starts_with("3.0.") || version.starts_with("3.1.") => {}
        Some(written) => match (normalized_version(written), version) {
            (Some(_), Version::Lenient) => {}
            (Some(normalized), Version::Exact) => {
                return Err(format!(
                    "`openapi` is {written}; write it as \"{normalized}\", `lint --fix` does this in the overlay"
                ));
            }
            (None, _) if written.is_string() => {
                return Err(format!(
                    "OpenAPI {}; only OpenAPI 3.0 and 3.1 are read",
                    bare(written)
                ));
            }
            (None, _) => {
                return Err(format!(
                    "`openapi` is {written}; only OpenAPI 3.0 and 3.1 are read"
                ));
            }
        },
    }
    for (key, is_object) in [("info", true), ("paths", false)] {
        match top.get(key) {
            Some(Value::Object(_)) => {}
            Some(other) => return Err(format!("`{key}` is {} and not an object", kind(other))),
            None if is_object => {
                return Err(format!("not an OpenAPI document: `{key}` is missing"));
            }
            None => {}
        }
    }
    Ok(())
}

/// The normalized version of OpenAPI 3.0 or 3.1, however it is written: `3.1` is 3.1.0.
pub fn normalized_version(written: &Value) -> Option<String> {
    let text = match written {
        Value::String(text) => text.trim().trim_start_matches(['v', 'V']).to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let rest = ["3.0", "3.1"]
        .iter()
        .find_map(|minor| text.strip_prefix(minor))?;
    match rest.strip_prefix('.') {
        None if rest.is_empty() => Some(format!("{text}.0")),
        Some(patch) if patch.starts_with(|c: char| c.is_ascii_digit()) => Some(text),
        _ => None,
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "empty",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn bare(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// The document as text: 2 blanks a level, keys in their order, one final newline.
pub fn pretty(document: &Value) -> String {
    json_text(&format!("{document:#}\n"))
}

/// Reads a JSON or YAML file that a person edits; `name` is how messages call it.
///
/// # Errors
/// Unreadable, or bad JSON or YAML; with its line.
pub fn read_data_file(path: &Path, name: &str) -> Result<Value, DocumentError> {
    Source::of_data_file(path, name)?.data()
}

/// Reads the text of such a file.
///
/// # Errors
/// Bad JSON or YAML; with its line.
pub fn parse_data(text: &str, format: Format, name: &str) -> Result<Value, DocumentError> {
    read(text, format).map_err(|problem| problem.of(name))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_version_that_is_meant() {
        let number: Value = serde_json::from_str("3.0").unwrap_or_default();
        for (written, normalized) in [
            (json!("3.1"), Some("3.1.0")),
            (json!(3.1), Some("3.1.0")),
            (number, Some("3.0.0")),
            (json!(" 3.0.3 "), Some("3.0.3")),
            (json!("v3.1.1"), Some("3.1.1")),
            (json!("3.1.0"), Some("3.1.0")),
            (json!("3.2"), None),
            (json!("3.10"), None),
            (json!("3.1."), None),
            (json!("3.1.x"), None),
            (json!("3"), None),
            (json!(3), None),
            (json!(true), None),
        ] {
            assert_eq!(
                normalized_version(&written).as_deref(),
                normalized,
                "{written}"
            );
        }
    }
}
