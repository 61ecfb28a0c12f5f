use std::collections::BTreeMap;

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde_json::Map;

use crate::json::{error, located};

/// For the properties that have no name in the document: errors say which one it is.
pub(crate) fn rest<'de, T: DeserializeOwned, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, T>, D::Error> {
    let values = Map::deserialize(deserializer)?;
    let typed = values.into_iter().map(|(key, value)| match located(value) {
        Ok(value) => Ok((key, value)),
        Err(violation) => Err(error(&violation.inside(&key))),
    });
    typed.collect()
}
