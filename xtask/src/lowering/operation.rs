use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::docs;
use super::names::{Scope, constant, literal};
use super::reference::resolve;
use super::schema::{Direction, Schemas, coded, documentation};
use super::security::Schemes;
use crate::lint::{Finding, Pointer};

/// What all operations are lowered with.
pub struct Context<'a, 'b> {
    pub root: &'a Value,
    pub schemas: &'b mut Schemas<'a>,
    pub schemes: &'b Schemes,
    pub methods: &'b mut Scope,
    pub types: &'b mut Scope,
    pub findings: &'b mut Vec<Finding>,
    /// What the tag's module needs in scope.
    pub uses: BTreeSet<String>,
}

/// Where an operation stands.
pub struct Place<'a> {
    pub path: &'a str,
    pub method: &'a str,
    pub item: &'a Value,
    pub at: Pointer,
}

/// The `x-rust` extension of an operation, all but its tag.
pub fn lower(context: &mut Context, operation: &Value, place: &Place) -> Map<String, Value> {
    let id = operation["operationId"].as_str().unwrap_or_default();
    let method = context.methods.value(id);
    let response = context.types.type_name(&format!("{id}Answer"));
    let constant = constant(&method);
    let security =
        context
            .schemes
            .requirement(context.root, operation, &place.at, context.findings);
    let authenticated = security.as_ref().map(|(_, required)| {
        json!({ "required": required, "principal": if *required { "Self::Principal" } else { "Option<Self::Principal>" } })
    });
    for keyword in ["callbacks", "servers"] {
        if operation.get(keyword).is_some() {
            context.findings.push(Finding::new(
                &place.at.child(keyword),
                format!("the stub does nothing with an operation's `{keyword}`"),
                "leave them out",
            ));
        }
    }
    if let Some((_, required)) = &security {
        context
            .uses
            .extend(["crate::security::Scheme".to_owned()]);
        context
            .uses
            .extend(required.then(|| "crate::rejection::CredentialProblem".to_owned()));
    }
    let parameters = parameters(context, operation, place, id);
    if parameters.is_some() {
        context.uses.extend(
            [
                "crate::parameters::self",
                "crate::parameters::Parameters",
                "validator::Validate",
            ]
            .map(str::to_owned),
        );
    }
    let body = body(context, operation, place);
    let head = if parameters.is_some() {
        "mut head"
    } else if authenticated.is_some() || body.is_some() {
        "head"
    } else {
        "_"
    };
    let lowered = json!({
        "id": id,
        "docs": described(operation, place),
        "method": method,
        "response": response,
        "constant": constant,
        "idLiteral": literal(id),
        "methodLiteral": literal(&place.method.to_ascii_uppercase()),
        "pathLiteral": literal(place.path),
        "security": security.map(|(alternatives, _)| alternatives).unwrap_or_default(),
        "authenticated": authenticated.unwrap_or(Value::Bool(false)),
        "parameters": parameters.unwrap_or(Value::Bool(false)),
        "body": body.unwrap_or(Value::Bool(false)),
        "head": head,
        "responses": responses(context, operation, place),
    });
    match lowered {
        Value::Object(lowered) => lowered,
        _ => Map::new(),
    }
}

fn described(operation: &Value, place: &Place) -> Vec<String> {
    let text = |key: &str| {
        operation
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let mut lines = docs::lines(text("summary"));
    let description = docs::lines(text("description"));
    if !lines.is_empty() && !description.is_empty() {
        lines.push(String::new());
    }
    lines.extend(description);
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push(format!(
        "`{} {}`",
        place.method.to_ascii_uppercase(),
        place.path
    ));
    lines
}

fn parameters(context: &mut Context, operation: &Value, place: &Place, id: &str) -> Option<Value> {
    let listed = |value: &Value, at: &Pointer| -> Vec<(Value, Pointer)> {
        let list = value.get("parameters").and_then(Value::as_array);
        let at = at.child("parameters");
        let numbered = list.into_iter().flatten().enumerate();
        numbered
            .map(|(index, one)| (one.clone(), at.child(index)))
            .collect()
    };
    let own = listed(operation, &place.at);
    let item_at = Pointer::from("/paths").child(place.path);
    let mut fields = Vec::new();
    let mut scope = Scope::default();
    let mut seen = Vec::new();
    for (parameter, at) in own.into_iter().chain(listed(place.item, &item_at)) {
        let Some(parameter) = resolve(context.root, &parameter, &at, context.findings).cloned()
        else {
            continue;
        };
        let text = |key: &str| {
            parameter
                .get(key)
                .and_then(Value::as_str)
                .unwrap_or_default()
        };
        let (name, location) = (text("name").to_owned(), text("in").to_owned());
        // An operation's own parameter replaces the path's one of the same name.
        if seen.contains(&(name.clone(), location.clone())) {
            continue;
        }
        seen.push((name.clone(), location.clone()));
        let schema = &parameter["schema"];
        let field = context.schemas.type_of(
            schema,
            &at.child("schema"),
            Direction::Request,
            context.findings,
        );
        context.uses.extend(field.uses);
        if !matches!(
            field.rust.as_str(),
            "String" | "bool" | "i32" | "i64" | "f64" | "Uuid" | "Uri"
        ) {
            context.findings.push(Finding::new(
                &at.child("schema"),
                "a parameter that is no plain string, number, boolean, uuid or uri",
                "use one of those, or move it into the body",
            ));
        }
        let quoted = literal(&name);
        let (read, optional) = match location.as_str() {
            "path" => (format!("read.path({quoted})?"), false),
            "query" if parameter.get("required") == Some(&Value::Bool(true)) => (
                format!(
                    "read.query({quoted})?.ok_or_else(|| parameters::violation({quoted}, \"is required\"))?"
                ),
                false,
            ),
            "query" => (format!("read.query({quoted})?"), true),
            other => {
                context.findings.push(Finding::new(
                    &at,
                    format!("a parameter in {other}"),
                    "use the path, the query or the body",
                ));
                continue;
            }
        };
        fields.push(json!({
            "name": scope.value(&name),
            "docs": documentation(&parameter, &documentation(schema, &format!("The {location}'s `{name}`.")).join(" ")),
            "type": if optional { format!("Option<{}>", field.rust) } else { field.rust },
            "validate": coded(&field.validate, &name),
            "read": read,
            "location": location,
        }));
    }
    path_matches(&seen, place, context.findings);
    let name = (!fields.is_empty()).then(|| context.types.type_name(&format!("{id}Parameters")))?;
    Some(json!({ "type": name, "fields": fields }))
}

/// The path's placeholders and its parameters have to be the same.
fn path_matches(seen: &[(String, String)], place: &Place, findings: &mut Vec<Finding>) {
    let described: Vec<_> = seen
        .iter()
        .filter(|(_, location)| location == "path")
        .map(|(name, _)| name.as_str())
        .collect();
    let mut placeholders = Vec::new();
    for segment in place.path.split('/') {
        let whole = segment
            .strip_prefix('{')
            .and_then(|segment| segment.strip_suffix('}'));
        match whole {
            Some(name) if !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c)) => placeholders.push(name),
            None if !segment.contains(['{', '}']) => {}
            _ => findings.push(Finding::new(
                &Pointer::from("/paths").child(place.path),
                format!("`{segment}`: a placeholder has to be a whole segment, of letters, digits, `_`, `-` and `.`"),
                "use `/{name}/`",
            )),
        }
    }
    for name in placeholders.iter().filter(|name| !described.contains(name)) {
        findings.push(Finding::new(
            &place.at,
            format!("`{{{name}}}` has no path parameter"),
            "describe it among the parameters",
        ));
    }
    for name in described.iter().filter(|name| !placeholders.contains(name)) {
        findings.push(Finding::new(
            &place.at,
            format!("the path has no `{{{name}}}`"),
            "take the parameter out, or put it into the path",
        ));
    }
}

fn body(context: &mut Context, operation: &Value, place: &Place) -> Option<Value> {
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
    if model.validate != ["nested"] {
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
fn json_schema<'v>(
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

fn responses(context: &mut Context, operation: &Value, place: &Place) -> Vec<Value> {
    let at = place.at.child("responses");
    let mut rendered = Vec::new();
    for (code, response) in operation["responses"].as_object().into_iter().flatten() {
        let at = at.child(code);
        let Some(response) = resolve(context.root, response, &at, context.findings).cloned() else {
            continue;
        };
        for keyword in ["headers", "links"] {
            if response.get(keyword).is_some() {
                context.findings.push(Finding::new(
                    &at.child(keyword),
                    format!("the stub does not send a response's `{keyword}`"),
                    "leave them out",
                ));
            }
        }
        let model = json_schema(&response, &at, context.findings).map(|schema| {
            let at = at.descend(&["content", "application/json", "schema"]);
            let model = context
                .schemas
                .type_of(schema, &at, Direction::Answer, context.findings);
            context.uses.extend(model.uses);
            context.uses.insert("crate::json::self".to_owned());
            model.rust
        });
        let number = code
            .parse::<u16>()
            .ok()
            .filter(|number| (200..600).contains(number));
        let (status, fixed) = match (code.as_str(), number) {
            ("default", _) => ("status".to_owned(), false),
            (_, Some(number)) => (status(number), true),
            _ => {
                context.findings.push(Finding::new(
                    &at,
                    format!("`{code}` is not one status"),
                    "name each status, or use `default`",
                ));
                continue;
            }
        };
        let name = if fixed {
            format!("Status{code}")
        } else {
            "Default".to_owned()
        };
        let what = response
            .get("description")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let head = if fixed {
            format!("{code}: {what}")
        } else {
            format!("Any other status: {what}")
        };
        let (fields, pattern) = match (fixed, &model) {
            (true, Some(model)) => (format!("({model})"), "(body)"),
            (true, None) => (String::new(), ""),
            (false, Some(model)) => (format!("(StatusCode, {model})"), "(status, body)"),
            (false, None) => ("(StatusCode)".to_owned(), "(status)"),
        };
        let render = match model {
            Some(_) => format!("json::answer({status}, &body)"),
            None => {
                context.uses.insert("axum::response::IntoResponse".to_owned());
                format!("Ok({status}.into_response())")
            }
        };
        rendered.push(json!({
            "docs": docs::lines(&head),
            "variant": format!("{name}{fields}"),
            "pattern": format!("{name}{pattern}"),
            "render": render,
            "json": render.starts_with("json::"),
        }));
    }
    rendered
}

/// The constant of the `http` crate, where it has one.
fn status(number: u16) -> String {
    let known = match number {
        200 => "OK",
        201 => "CREATED",
        202 => "ACCEPTED",
        204 => "NO_CONTENT",
        301 => "MOVED_PERMANENTLY",
        302 => "FOUND",
        303 => "SEE_OTHER",
        304 => "NOT_MODIFIED",
        400 => "BAD_REQUEST",
        401 => "UNAUTHORIZED",
        402 => "PAYMENT_REQUIRED",
        403 => "FORBIDDEN",
        404 => "NOT_FOUND",
        409 => "CONFLICT",
        410 => "GONE",
        412 => "PRECONDITION_FAILED",
        422 => "UNPROCESSABLE_ENTITY",
        429 => "TOO_MANY_REQUESTS",
        500 => "INTERNAL_SERVER_ERROR",
        502 => "BAD_GATEWAY",
        503 => "SERVICE_UNAVAILABLE",
        504 => "GATEWAY_TIMEOUT",
        // The number is within what `StatusCode` takes: `responses` let only 200 to 599 through.
        other => return format!("StatusCode::from_u16({other}).map_err(|_| Rejection::Internal)?"),
    };
    format!("StatusCode::{known}")
}
