use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// JSON in which no object has a name twice, however it is written and wherever it stands: two readers of such a token would not
/// agree on what it says (RFC 8725, section 2.5).
struct Strict(Value);

/// A JSON object, read strictly.
pub(crate) struct Object(pub(crate) Map<String, Value>);

impl Object {
    /// Reads the whole text.
    pub(crate) fn read(text: &[u8]) -> serde_json::Result<Self> {
        serde_json::from_slice(text)
    }

    /// A member that may be missing, but is a string if it is there.
    pub(crate) fn text(&self, name: &'static str) -> Result<Option<&str>, &'static str> {
        match self.0.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(name),
        }
    }
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Strict::deserialize(deserializer)?.0 {
            Value::Object(members) => Ok(Self(members)),
            _ => Err(D::Error::custom("not an object")),
        }
    }
}

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader).map(Self)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Strict(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(list.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some((name, Strict(value))) = members.next_entry::<String, _>()? {
            if object.insert(name, value).is_some() {
                return Err(A::Error::custom("a name is there twice"));
            }
        }
        Ok(object.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read_each_name_once() {
        let deep = format!("{{\"a\":{}0{}}}", "[".repeat(200), "]".repeat(200));
        for (text, fit) in [
            (r#"{"a":1,"b":[{"a":null},{"a":-1.5}],"c":{"a":"x"}}"#, true),
            ("{}", true),
            (r#"{"a":1,"a":1}"#, false),
            (r#"{"a":1,"\u0061":2}"#, false),
            (r#"{"b":[{"c":{"a":1,"a":2}}]}"#, false),
            ("[]", false),
            ("\"a\"", false),
            ("", false),
            (r#"{"a":1}x"#, false),
            (r#"{"a":NaN}"#, false),
            (r#"{"a":1e999}"#, false),
            (r#"{"a":"\ud800"}"#, false),
            ("\u{feff}{}", false),
            (&deep, false),
        ] {
            assert_eq!(Object::read(text.as_bytes()).is_ok(), fit, "{text}");
        }
        assert!(Object::read(b"{\"a\":\"\xff\"}").is_err());
    }
}
