//! JSON, strictly: a key that is there twice is refused, the text of numbers is kept.

use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::document::Problem;

/// Reads one JSON value.
///
/// # Errors
/// Bad JSON, or a key that occurs twice in one object; with its line.
pub fn parse(text: &str) -> Result<Value, Problem> {
    let text = text.trim_start_matches('\u{feff}');
    serde_json::from_str::<UniqueKeys>(text).map_err(problem)?;
    serde_json::from_str(text).map_err(problem)
}

fn problem(error: serde_json::Error) -> Problem {
    let line = error.line();
    let position = format!(" at line {line} column {}", error.column());
    let text = error.to_string();
    let message = text.strip_suffix(&position).unwrap_or(&text);
    Problem::at(line, format!("not valid JSON: {message}"))
}

/// Accepts any JSON value and keeps nothing of it: only its keys are looked at.
struct UniqueKeys;

impl<'de> Deserialize<'de> for UniqueKeys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for UniqueKeys {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self, A::Error> {
        while items.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    // A number arrives here too: serde_json hands its text over as a map of one key.
    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self, A::Error> {
        let mut keys = HashSet::new();
        while let Some(key) = entries.next_key::<String>()? {
            if keys.contains(&key) {
                return Err(A::Error::custom(format!("the key `{key}` is there twice")));
            }
            keys.insert(key);
            entries.next_value::<Self>()?;
        }
        Ok(self)
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
    fn a_key_that_is_there_twice_is_refused_with_its_line() {
        let problem = parse("{\n  \"a\": {\"x\": 1,\n \"x\": 2}\n}").unwrap_err();
        assert_eq!(problem.line, Some(3));
        assert_eq!(
            problem.message,
            "not valid JSON: the key `x` is there twice"
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
