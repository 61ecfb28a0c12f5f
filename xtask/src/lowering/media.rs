use serde_json::{Value, json};

use super::operation::{Context, Place};
use super::reference::resolve;
use super::schema::Direction;
use crate::lint::{Finding, Pointer};

/// The body that an operation takes.
pub fn body(context: &mut Context, operation: &Value, place: &Place) -> Option<Value> {
    let at = place.at.child("requestBody");
    let body = resolve(
        context.root,
        operation.get("requestBody")?,
        &at,
        context.findings,
    )?
    .clone();
    let schema = json_schema(&body, &at, context.findings)?;
    let at = at.descend(&["content", "application/json", "schema"]);
    let model = context
        .schemas
        .type_of(schema, &at, Direction::Request, context.findings);
    context.uses.extend(model.uses);
    if !model.object {
        context.findings.push(Finding::new(
            &at,
            "a body that is no named object",
            "describe an object under `#/components/schemas` and point to it with `$ref`",
        ));
    }
    let required = body.get("required") == Some(&Value::Bool(true));
    let argument = if required {
        model.rust.clone()
    } else {
        format!("Option<{}>", model.rust)
    };
    Some(json!({ "type": model.rust, "argument": argument, "required": required }))
}

/// The schema of the one media type that the stub speaks.
pub fn json_schema<'v>(
    value: &'v Value,
    at: &Pointer,
    findings: &mut Vec<Finding>,
) -> Option<&'v Value> {
    let content = value.get("content").and_then(Value::as_object)?;
    let at = at.child("content");
    for other in content.keys().filter(|media| *media != "application/json") {
        findings.push(Finding::new(
            &at.child(other),
            format!("the stub does not speak `{other}`"),
            "use `application/json`",
        ));
    }
    let schema = content.get("application/json")?.get("schema");
    if schema.is_none() {
        findings.push(Finding::new(
            &at.child("application/json"),
            "a body without a schema",
            "describe it",
        ));
    }
    schema
}
