//! The parts of a value that is one text.

use serde::Serialize;
use serde_json::Value;

use crate::plain_text::plain_text;

/// What a value has.
pub(crate) enum Parts {
    One(String),
    List(Vec<String>),
    Object(Vec<(String, String)>),
}

impl Parts {
    /// Those of a parameter; what is null is left out.
    pub(crate) fn of(name: &str, value: &impl Serialize) -> Result<Self, String> {
        let plain = |value: &Value| match value {
            Value::Array(_) | Value::Object(_) => Err(format!(
                "`{name}` has parts of parts, which its style cannot write"
            )),
            value => Ok(plain_text(value)),
        };
        let there = |value: &&Value| !value.is_null();
        match serde_json::to_value(value) {
            Ok(Value::Array(items)) => {
                let items = items.iter().filter(there).map(plain);
                Ok(Self::List(items.collect::<Result<_, _>>()?))
            }
            Ok(Value::Object(members)) => {
                let members = members.iter().filter(|(_, value)| there(value));
                let members = members.map(|(key, value)| Ok((key.clone(), plain(value)?)));
                Ok(Self::Object(members.collect::<Result<_, String>>()?))
            }
            Ok(value) => Ok(Self::One(plain_text(&value))),
            Err(error) => Err(format!("`{name}`: {error}")),
        }
    }

    /// All in one text, with a separator between that is encoded already; of an object that is exploded, `name=value`.
    pub(crate) fn joined(
        self,
        name: &str,
        separator: &str,
        explode: bool,
        encode: fn(&str) -> String,
    ) -> Result<String, String> {
        let (texts, between) = match self {
            Self::One(text) => return Ok(encode(&text)),
            Self::List(items) => {
                let items: Vec<_> = items.iter().map(|item| vec![encode(item)]).collect();
                if matches!(items.as_slice(), [only] if only[0].is_empty()) {
                    return Err(format!("`{name}` is one empty item, which reads as none"));
                }
                (items, "")
            }
            Self::Object(members) => {
                let between = if explode { "=" } else { separator };
                let pair = |(key, value): &(String, String)| vec![encode(key), encode(value)];
                (members.iter().map(pair).collect(), between)
            }
        };
        // A separator that is escaped itself cannot be told from one in a part.
        let escaped = separator.starts_with('%');
        if escaped && texts.iter().flatten().any(|text| text.contains(separator)) {
            return Err(format!("a part of `{name}` holds what separates its parts"));
        }
        let texts: Vec<_> = texts.iter().map(|pair| pair.join(between)).collect();
        Ok(texts.join(separator))
    }
}
