use serde_json::{Map, Value};

use super::bound::count;
use super::pattern;
use super::reader::SchemaReader;
use crate::document::Pointer;
use crate::model::{Rule, TypeKind, TypeRef};
use crate::read::notes::Notes;
use crate::text::literal::rust as literal;

/// The formats that are checked where the text stays a `String`: name, function of the generated crate, words.
const FORMATS: [(&str, &str, &str); 8] = [
    ("byte", "is_base64", "must be base64 (RFC 4648, section 4)"),
    (
        "date",
        "is_date",
        "must be a date such as 2026-01-31 (RFC 3339)",
    ),
    (
        "date-time",
        "is_date_time",
        "must be a date and time such as 2026-01-31T12:00:00Z (RFC 3339)",
    ),
    ("email", "is_email", "must be an email address"),
    ("ipv4", "is_ipv4", "must be an IPv4 address"),
    ("ipv6", "is_ipv6", "must be an IPv6 address"),
    (
        "time",
        "is_time",
        "must be a time such as 12:00:00Z (RFC 3339)",
    ),
    ("uuid", "is_uuid", "must be a UUID"),
];

/// Formats that ask nothing of a text, or are types of their own.
const UNCHECKED: [&str; 4] = ["", "binary", "password", "uri"];

impl SchemaReader<'_> {
    /// A string. Formats that are not known here are annotations (JSON Schema 2020-12 validation, section 7.2.1).
    pub fn text(
        &mut self,
        schema: &Map<String, Value>,
        at: &Pointer,
        notes: &mut Notes,
    ) -> TypeRef {
        let format = schema
            .get("format")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let mut rules = Vec::new();
        let characters = ["character", "characters"];
        let length = count(schema, ["minLength", "maxLength"], characters, at, notes);
        let patterns: Vec<_> = match schema.get("pattern") {
            Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
            one => one.and_then(Value::as_str).into_iter().collect(),
        };
        let free = length.is_none() && patterns.is_empty();
        let known = FORMATS.iter().find(|(name, ..)| *name == format);
        if known.is_none() && !UNCHECKED.contains(&format) {
            notes.note(
                &at.child("format"),
                format!("texts are not checked for the format `{format}`"),
                "say it with a `pattern`, or check it in the implementation",
            );
        }
        let (kind, text) = match format {
            "uri" => (TypeKind::Uri, "value.as_str()"),
            // Parsed, its spelling is lost: what else is asked of it could not be checked.
            "uuid" if free => (TypeKind::Uuid, "value"),
            _ => (TypeKind::String, "value"),
        };
        if let Some(length) = length {
            let counted = format!("{text}.chars().count()");
            let test = match (length.least, length.most) {
                (1, None) => format!("!{text}.is_empty()"),
                _ => length.test(&counted),
            };
            rules.push(Rule::holds(test, length.says));
        }
        if kind == TypeKind::String
            && let Some((_, function, says)) = known
        {
            rules.push(Rule::holds(format!("formats::{function}({text})"), *says));
        }
        for written in patterns {
            match pattern::translated(written) {
                Ok(pattern) => {
                    let index = self.pattern(pattern);
                    rules.push(Rule::holds(
                        format!("patterns::PATTERN_{index}.is_match({text})"),
                        format!("must match the pattern {written}"),
                    ));
                }
                Err(problem) => notes.refuse(
                    &at.child("pattern"),
                    format!("the pattern {} {problem}", literal(written)),
                    "say it with other means of ECMA-262, or in the description",
                ),
            }
        }
        TypeRef {
            format: known.map(|(name, ..)| *name),
            ..TypeRef::with(kind, rules)
        }
    }

    /// The number of a pattern among those of the crate, counted from 1.
    fn pattern(&mut self, pattern: String) -> usize {
        let known = self.patterns.len();
        *self.patterns.entry(pattern).or_insert(known + 1)
    }
}
