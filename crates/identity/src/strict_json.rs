use std::collections::HashMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde_json::Number;

/// JSON in which no object has a name twice, however it is written and wherever it stands: two readers of such a token would not
/// agree on what it says (RFC 8725, section 2.5).
#[derive(Deserialize)]
#[serde(untagged, expecting = "a name appears twice")]
pub(crate) enum Json {
    Null(()),
    Bool(#[expect(dead_code, reason = "nothing that is read is a boolean")] bool),
    Number(Number),
    Text(String),
    List(Vec<Json>),
    Object(Object),
}

pub(crate) struct Object(pub(crate) HashMap<String, Json>);

impl Object {
    pub(crate) fn read(text: &[u8]) -> serde_json::Result<Self> {
        serde_json::from_slice(text)
    }

    /// A member that may be missing, but is a string if it is there.
    pub(crate) fn text(&self, name: &'static str) -> Result<Option<&str>, &'static str> {
        match self.0.get(name) {
            None => Ok(None),
            Some(Json::Text(text)) => Ok(Some(text)),
            Some(_) => Err(name),
        }
    }
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Object;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    /// Errors are logged, and must not repeat a text of any length.
    fn visit_str<E: Error>(self, _: &str) -> Result<Object, E> {
        Err(E::invalid_type(Unexpected::Other("string"), &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
        let mut members = HashMap::new();
        while let Some((name, value)) = map.next_entry()? {
            if members.insert(name, value).is_some() {
                return Err(A::Error::custom("a name appears twice"));
            }
        }
        Ok(Object(members))
    }
}

#[cfg(test)]
mod tests;
