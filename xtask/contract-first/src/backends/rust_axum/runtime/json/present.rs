use serde::de::{Deserialize, Deserializer};

/// For a field that may be missing but not null: serde by itself takes null for missing.
pub(crate) fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
