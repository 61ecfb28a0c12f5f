use serde::de::{Deserialize, Deserializer};

/// For a field that may be null but not missing: serde by itself takes missing for null.
pub(crate) fn nullable<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    T::deserialize(deserializer)
}
