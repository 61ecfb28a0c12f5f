use serde::de::DeserializeOwned;

use crate::json;
use crate::rejection::Rejection;
use crate::violation::Violation;

/// The JSON of a part.
pub(super) fn decoded_json<T: DeserializeOwned>(name: &str, text: &[u8]) -> Result<T, Rejection> {
    json::decode(text).map_err(|rejection| match rejection {
        Rejection::Body(violation) => Rejection::Body(violation.inside(name)),
        Rejection::Syntax { problem } => Rejection::Body(Violation {
            field: name.to_owned(),
            problem: format!("is not valid JSON: {problem}"),
        }),
        other => other,
    })
}
