use std::collections::{BTreeSet, HashSet};

use serde_json::{Map, Value, json};

use super::code::{Forms, RustTypes};
use super::media::body;
use super::parameter::parameters;
use super::response::responses;
use super::security::Schemes;
use crate::backend::names::{NameAllocator, literal};
use crate::backend::rust::docs;
use crate::backend::rust::names as rust;
use crate::model::Operation;
use crate::text::markdown::code;

/// What all operations are lowered with.
pub struct Context<'b> {
    pub types: &'b RustTypes<'b>,
    pub forms: &'b mut Forms,
    /// The types that parameters are made of.
    pub parameter_types: &'b mut HashSet<usize>,
    pub schemes: &'b Schemes,
    pub methods: &'b mut NameAllocator,
    pub constants: &'b mut NameAllocator,
    /// Names of types that go with operations.
    pub operation_types: &'b mut NameAllocator,
    /// What the tag's module needs in scope.
    pub uses: BTreeSet<String>,
}

/// The `x-rust` extension of an operation, all but its tag.
pub fn lower(context: &mut Context, operation: &Operation) -> Map<String, Value> {
    let id = operation.id.as_str();
    let method = context.methods.allocate(&rust::METHOD, id);
    let response = context
        .operation_types
        .allocate(&rust::OPERATION_TYPE, &format!("{id}Answer"));
    let constant = context
        .constants
        .allocate(&rust::CONSTANT, method.trim_start_matches("r#"));
    let security = context.schemes.requirement(&operation.security);
    let authenticated = security.as_ref().map(|security| {
        let required = security.required;
        json!({ "required": required, "principal": if required { "Self::Principal" } else { "Option<Self::Principal>" } })
    });
    if security.is_some() {
        context.uses.extend(["crate::security::Scheme".to_owned()]);
    }
    let parameters = parameters(context, operation);
    if parameters.is_some() {
        context
            .uses
            .insert("crate::parameters::Parameters".to_owned());
        context.uses.insert("crate::parameters::self".to_owned());
    }
    let body = body(context, operation);
    let head = if parameters.is_some() {
        "mut head"
    } else if authenticated.is_some() || body.is_some() {
        "head"
    } else {
        "_"
    };
    let lowered = json!({
        "idCode": code(id),
        "docs": described(operation),
        "method": method,
        "response": response,
        "constant": constant,
        "idLiteral": literal(id),
        "methodLiteral": literal(&operation.method),
        "pathLiteral": literal(&operation.path),
        "scoped": security.as_ref().is_some_and(|security| security.scoped),
        "security": security.map(|security| security.alternatives).unwrap_or_default(),
        "authenticated": authenticated.unwrap_or(Value::Bool(false)),
        "parameters": parameters.unwrap_or(Value::Bool(false)),
        "body": body.unwrap_or(Value::Bool(false)),
        "head": head,
        "responses": responses(context, operation),
    });
    match lowered {
        Value::Object(lowered) => lowered,
        _ => Map::new(),
    }
}

fn described(operation: &Operation) -> Vec<String> {
    let mut lines = docs::lines(&operation.summary);
    let description = docs::lines(&operation.description);
    if !lines.is_empty() && !description.is_empty() {
        lines.push(String::new());
    }
    lines.extend(description);
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push(code(&format!("{} {}", operation.method, operation.path)));
    lines
}
