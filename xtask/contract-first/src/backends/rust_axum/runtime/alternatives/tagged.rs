use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::alternatives::attempt;
use crate::json;
use crate::violation::Violation;

/// The property that names the alternative.
pub(crate) fn tag<'v>(value: &'v Value, property: &str) -> Result<&'v str, Violation> {
    let problem = |field: &str, problem: &str| Violation {
        field: field.to_owned(),
        problem: problem.to_owned(),
    };
    let object = value
        .as_object()
        .ok_or_else(|| problem("", "must be an object"))?;
    let tag = object
        .get(property)
        .ok_or_else(|| problem(property, "is required"))?;
    tag.as_str()
        .ok_or_else(|| problem(property, "must be a string"))
}

/// The value as the alternative that its tag names.
pub(crate) fn chosen<T: DeserializeOwned>(
    value: &Value,
    check: impl FnOnce(&T) -> Result<(), Violation>,
) -> Result<T, Violation> {
    let chosen = attempt(value, || json::located(value)).ok_or_else(too_deep)??;
    check(&chosen)?;
    Ok(chosen)
}

fn too_deep() -> Violation {
    Violation {
        field: String::new(),
        problem: "holds too many alternatives inside of each other".to_owned(),
    }
}
