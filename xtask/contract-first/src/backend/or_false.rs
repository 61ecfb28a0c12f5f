use serde::{Serialize, Serializer};

/// What may be absent, for a template: `false` where it is. JMustache looks for a missing key further out, so every key is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrFalse<T>(pub Option<T>);

impl<T: Serialize> Serialize for OrFalse<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Some(value) => value.serialize(serializer),
            None => serializer.serialize_bool(false),
        }
    }
}
