//! JSON, strictly: duplicate keys are refused, the text of numbers is kept. Its limits are checked before anything is built.

use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::limits::{MAX_NUMBER_LENGTH, MAX_VALUES, too_deep, too_long, too_many};
use super::parse::ParseError;

/// How serde_json hands over a number: as an object with this key and its text.
const NUMBER: &str = "$serde_json::private::Number";

/// Reads one JSON value.
///
/// # Errors
/// Bad JSON, a key that occurs twice in one object, a limit that is exceeded; with its line.
pub fn parse(text: &str) -> Result<Value, ParseError> {
    let text = text.trim_start_matches('\u{feff}');
    let survey = Survey::of(text);
    if survey.is_large {
        check(text)?;
    }
    match text.parse::<Value>() {
        Ok(value) if members(&value) == survey.members => Ok(value),
        // What is wrong comes first in the text.
        read => check(text).and_then(|()| read.map_err(problem)),
    }
}

/// Looks at each key and each value, one after the other.
fn check(text: &str) -> Result<(), ParseError> {
    let mut values = 0;
    let mut reader = serde_json::Deserializer::from_str(text);
    let checked = Check(&mut values).deserialize(&mut reader);
    checked.and_then(|()| reader.end()).map_err(problem)
}

/// The result of a quick scan of a text: most texts need no closer look, which takes longer than reading them.
struct Survey {
    /// Members of objects, each with its key: more than are read when a key is duplicated.
    members: usize,
    /// There may be too many values, or a number that is too long.
    is_large: bool,
}

impl Survey {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let (mut members, mut values, mut longest) = (0, 1, 0);
        let (mut at, mut last) = (0, 0);
        while at < bytes.len() {
            match bytes[at] {
                b'"' => {
                    at = string_end(bytes, at);
                    last = at;
                }
                byte @ (b':' | b',' | b'[' | b'{') => {
                    members += usize::from(byte == b':');
                    // The first value of each list and object, and those behind a comma.
                    values += usize::from(byte != b':');
                    longest = longest.max(at - last);
                    last = at;
                }
                _ => {}
            }
            at += 1;
        }
        longest = longest.max(bytes.len() - last);
        Self {
            members,
            is_large: values > MAX_VALUES || longest > MAX_NUMBER_LENGTH,
        }
    }
}

/// Where the string that begins at a quotation mark ends.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at
}

/// The members of all objects in a value.
fn members(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(members).sum(),
        Value::Object(entries) => entries.len() + entries.values().map(members).sum::<usize>(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

fn problem(error: serde_json::Error) -> ParseError {
    let line = error.line();
    let position = format!(" at line {line} column {}", error.column());
    let text = error.to_string();
    let message = text.strip_suffix(&position).unwrap_or(&text);
    match message.strip_prefix(LIMIT) {
        Some(limit) => ParseError::at(line, limit.to_owned()),
        // serde_json stops at the same depth.
        None if message == "recursion limit exceeded" => ParseError::at(line, too_deep()),
        None => ParseError::at(line, format!("not valid JSON: {message}")),
    }
}

/// Marks an error as one about a limit: the text is valid JSON so far.
const LIMIT: &str = "limit: ";

/// Takes any JSON value and keeps nothing of it: its keys are looked at and its values counted.
struct Check<'c>(&'c mut usize);

impl<'de> DeserializeSeed<'de> for Check<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        *self.0 += 1;
        if *self.0 > MAX_VALUES {
            return Err(D::Error::custom(format!("{LIMIT}{}", too_many())));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Check<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(Check(self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let mut keys = HashSet::new();
        while let Some(key) = entries.next_key::<String>()? {
            // Only as the first key: elsewhere it is a property's name like any other.
            if key == NUMBER && keys.is_empty() {
                let number: String = entries.next_value()?;
                if number.len() > MAX_NUMBER_LENGTH {
                    return Err(A::Error::custom(format!("{LIMIT}{}", too_long())));
                }
                continue;
            }
            if keys.contains(&key) {
                return Err(A::Error::custom(format!("duplicate key `{key}`")));
            }
            keys.insert(key);
            entries.next_value_seed(Check(self.0))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_text() {
        let text = r#"{"a":1.0,"b":123456789012345678901234567890,"c":1e400,"d":-0}"#;
        assert_eq!(
            serde_json::to_string(&parse(text).unwrap()).unwrap(),
            text.replace("1e400", "1e+400")
        );
    }

    #[test]
    fn what_numbers_are_handed_over_as_is_a_name_too() {
        let text = r#"{"a":1,"$serde_json::private::Number":{"type":"string"}}"#;
        assert_eq!(serde_json::to_string(&parse(text).unwrap()).unwrap(), text);
    }

    #[test]
    fn a_key_that_is_there_twice_is_refused_with_its_line() {
        let problem = parse("{\n  \"a\": {\"x\": 1,\n \"x\": 2}\n}").unwrap_err();
        assert_eq!(problem.line, Some(3));
        assert_eq!(problem.message, "not valid JSON: duplicate key `x`");
    }

    #[test]
    fn what_is_wrong_is_found_wherever_it_stands() {
        let long = format!("[{}]", "1".repeat(MAX_NUMBER_LENGTH + 1));
        let last = format!("{{\"a\":{}}}", "1".repeat(MAX_NUMBER_LENGTH + 1));
        let many = format!("[{}0]", "0,".repeat(MAX_VALUES));
        for (text, expected) in [
            (long.as_str(), too_long()),
            (last.as_str(), too_long()),
            (many.as_str(), too_many()),
            (
                r#"[{"a":[{"b":1,"\u0062":2}]}]"#,
                "not valid JSON: duplicate key `b`".to_owned(),
            ),
            (
                r#"{"a":1,"a":2,}"#,
                "not valid JSON: duplicate key `a`".to_owned(),
            ),
        ] {
            assert_eq!(parse(text).unwrap_err().message, expected);
        }
        let spaced = format!(
            "{{{}\"a:\\\"b\":[{{}},[],\":,\"]}}",
            " ".repeat(2 * MAX_NUMBER_LENGTH)
        );
        assert_eq!(
            parse(&spaced).unwrap().to_string(),
            r#"{"a:\"b":[{},[],":,"]}"#
        );
    }

    #[test]
    fn broken_json_is_refused_with_its_line() {
        let problem = parse("{\n  \"a\": ,\n}").unwrap_err();
        assert_eq!(problem.line, Some(2));
        assert!(
            problem.message.contains("expected value"),
            "{}",
            problem.message
        );
    }
}
