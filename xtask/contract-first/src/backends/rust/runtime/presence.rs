//! Properties that may be null, and may be absent.

use serde::{Deserialize, Deserializer};

/// A property that is there, null or not; serde's default is for one that is not.
pub(crate) fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
