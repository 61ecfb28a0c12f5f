use std::collections::{BTreeSet, HashSet};

use serde_json::{Map, Value, json};

use super::call;
use super::code::Forms;
use super::docs;
use super::media::body;
use super::names::{NameAllocator, literal, rust};
use super::parameter::parameters;
use super::response::responses;
use super::security::Schemes;
use crate::document::OperationNode;
use crate::model::SecurityScheme;
use crate::read::{Notes, SchemaReader, alternatives};
use crate::text::markdown::code;

/// What all operations are lowered with.
pub struct Context<'a, 'b> {
    pub root: &'a Value,
    pub reader: &'b mut SchemaReader<'a>,
    pub forms: &'b mut Forms,
    /// The types that parameters are made of.
    pub parameter_types: &'b mut HashSet<usize>,
    /// The security schemes as the document describes them, and as the stub reads them.
    pub described: &'b [SecurityScheme],
    pub schemes: &'b Schemes,
    pub methods: &'b mut NameAllocator,
    pub constants: &'b mut NameAllocator,
    pub types: &'b mut NameAllocator,
    pub notes: &'b mut Notes,
    /// What the tag's module needs in scope.
    pub uses: BTreeSet<String>,
}

/// The `x-rust` extension of an operation, all but its tag.
pub fn lower(context: &mut Context, place: OperationNode) -> Map<String, Value> {
    let operation = place.value;
    let id = operation["operationId"].as_str().unwrap_or_default();
    let method = context.methods.allocate(&rust::METHOD, id);
    let response = context
        .types
        .allocate(&rust::OPERATION_TYPE, &format!("{id}Answer"));
    let constant = context
        .constants
        .allocate(&rust::CONSTANT, method.trim_start_matches("r#"));
    let alternatives = alternatives(context.root, place, context.described, context.notes);
    let security = context.schemes.requirement(&alternatives, context.notes);
    let authenticated = security.as_ref().map(|security| {
        let required = security.required;
        json!({ "required": required, "principal": if required { "Self::Principal" } else { "Option<Self::Principal>" } })
    });
    call::check(context.root, place, context.notes);
    if operation.get("callbacks").is_some() {
        context.notes.refuse(
            &place.at().child("callbacks"),
            "the stub does nothing with an operation's `callbacks`",
            "leave them out",
        );
    }
    if security.is_some() {
        context.uses.extend(["crate::security::Scheme".to_owned()]);
    }
    let parameters = parameters(context, operation, place, id);
    if parameters.is_some() {
        context
            .uses
            .insert("crate::parameters::Parameters".to_owned());
        context.uses.insert("crate::parameters::self".to_owned());
    }
    let body = body(context, operation, place, id);
    let head = if parameters.is_some() {
        "mut head"
    } else if authenticated.is_some() || body.is_some() {
        "head"
    } else {
        "_"
    };
    let lowered = json!({
        "idCode": code(id),
        "docs": described(operation, place),
        "method": method,
        "response": response,
        "constant": constant,
        "idLiteral": literal(id),
        "methodLiteral": literal(&place.method.to_ascii_uppercase()),
        "pathLiteral": literal(place.path()),
        "scoped": security.as_ref().is_some_and(|security| security.scoped),
        "security": security.map(|security| security.alternatives).unwrap_or_default(),
        "authenticated": authenticated.unwrap_or(Value::Bool(false)),
        "parameters": parameters.unwrap_or(Value::Bool(false)),
        "body": body.unwrap_or(Value::Bool(false)),
        "head": head,
        "responses": responses(context, operation, place, id),
    });
    match lowered {
        Value::Object(lowered) => lowered,
        _ => Map::new(),
    }
}

fn described(operation: &Value, place: OperationNode) -> Vec<String> {
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
    lines.push(code(&format!(
        "{} {}",
        place.method.to_ascii_uppercase(),
        place.path()
    )));
    lines
}
