use serde::de::DeserializeOwned;

use crate::json;
use crate::parameters::violation;
use crate::rejection::Rejection;

/// A value that is JSON in one text; `decode` undoes what its place has made of it. `None` when it is missing.
pub(crate) fn json_text<T: DeserializeOwned>(
    name: &str,
    sent: Option<&str>,
    decode: fn(&str) -> String,
) -> Result<Option<T>, Rejection> {
    let Some(sent) = sent else {
        return Ok(None);
    };
    match json::decode(decode(sent).as_bytes()) {
        Ok(value) => Ok(Some(value)),
        Err(Rejection::Body(violation)) => Err(Rejection::Parameter(violation.inside(name))),
        Err(Rejection::Syntax { problem }) => {
            Err(violation(name, &format!("must be valid JSON: {problem}")))
        }
        Err(other) => Err(other),
    }
}
