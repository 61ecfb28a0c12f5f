use std::collections::HashSet;

use serde::Serialize;

use super::code::{Forms, RustTypes};
use super::content_enum::{MediaEnum, media_enum};
use super::helper::{CodeNeeds, Helper};
use super::imports;
use super::media::{RequestBody, body};
use super::parameter::{ParametersStruct, parameters};
use super::response::Responses;
use super::route::Routes;
use super::security::{Alternative, Requirement, Schemes};
use crate::backend::OrFalse;
use crate::backend::names::{NameAllocator, literal};
use crate::backend::rust::docs;
use crate::backend::rust::names as rust;
use crate::model::Operation;
use crate::text::markdown::code;

/// What operations are written with.
pub struct Context<'c> {
    pub types: &'c RustTypes<'c>,
    pub routes: &'c Routes<'c>,
    pub forms: &'c mut Forms,
    /// The types that parameters are made of.
    pub parameter_types: &'c mut HashSet<usize>,
    pub schemes: &'c Schemes,
    pub methods: &'c mut NameAllocator,
    pub constants: &'c mut NameAllocator,
    /// Names of types that go with operations.
    pub operation_types: &'c mut NameAllocator,
    /// What the operation needs.
    pub needs: CodeNeeds,
}

/// An operation, as the template of its tag prints it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OperationData {
    id_code: String,
    docs: Vec<String>,
    /// The name of its method.
    pub method: String,
    /// The enum of its responses.
    response: String,
    /// The name of its description.
    constant: String,
    id_literal: String,
    method_literal: String,
    path_literal: String,
    security: Vec<Alternative>,
    authenticated: OrFalse<Authenticated>,
    parameters: OrFalse<ParametersStruct>,
    body: OrFalse<RequestBody>,
    /// The pattern for the head of a request.
    head: &'static str,
    /// Which media types a request may prefer.
    media: OrFalse<MediaEnum>,
    responses: Responses,
}

/// What a method gets that asks for credentials.
#[derive(Serialize)]
struct Authenticated {
    required: bool,
    /// The type of its argument.
    principal: &'static str,
}

/// What the template prints of an operation.
pub fn operation_data(context: &mut Context, operation: &Operation) -> OperationData {
    let id = operation.id.as_str();
    let method = context.methods.allocate(&rust::METHOD, &operation.name);
    let response = context.operation_types.allocate(
        &rust::OPERATION_TYPE,
        &format!("{}Response", operation.name),
    );
    let constant = context
        .constants
        .allocate(&rust::CONSTANT, method.trim_start_matches("r#"));
    let security = context.schemes.requirement(&operation.security);
    let authenticated = security
        .as_ref()
        .map(|security| authenticated(&mut context.needs, security));
    let parameters = parameters(context, operation, &constant);
    let body = body(context, operation);
    let takes_path = parameters
        .as_ref()
        .is_some_and(|parameters| parameters.takes_path);
    let head = if takes_path { "mut head" } else { "head" };
    OperationData {
        id_code: code(id),
        docs: described(operation),
        method,
        response,
        constant,
        id_literal: literal(id),
        method_literal: literal(&operation.method),
        path_literal: literal(&operation.path),
        security: security.map_or_else(Vec::new, |security| security.alternatives),
        authenticated: OrFalse(authenticated),
        parameters: OrFalse(parameters),
        body: OrFalse(body),
        head,
        media: media_enum(context, operation),
        responses: Responses::of(context, operation),
    }
}

fn authenticated(needs: &mut CodeNeeds, security: &Requirement) -> Authenticated {
    needs.helper(Helper::Authenticate);
    if security.asks_for_schemes() {
        needs.import(imports::REQUIREMENT);
        needs.import(imports::SCHEME);
    }
    Authenticated {
        required: security.required,
        principal: match security.required {
            true => "Self::Principal",
            false => "Option<Self::Principal>",
        },
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
