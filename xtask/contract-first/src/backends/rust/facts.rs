//! What the package as a whole has a use for.

use std::collections::BTreeSet;

use serde::Serialize;

use super::model::{are_texts, tells_null};
use super::step::Call;
use crate::backend::client::model::ClientDefinition;
use crate::backend::client::package::ClientPackage;
use crate::model::{BodyEncoding, KeyLocation, SchemeKind, TypeKind, TypeRef};

/// What is printed, and nothing else.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Facts {
    basic: bool,
    encoded: bool,
    bodies: bool,
    json_bodies: bool,
    form_bodies: bool,
    objects: bool,
    path_texts: bool,
    paths: bool,
    path_lists: bool,
    queries: bool,
    query_pairs: bool,
    properties: bool,
    query_values: bool,
    query_each: bool,
    query_lists: bool,
    query_forms: bool,
    query_deep: bool,
    query_spread: bool,
    query_objects: bool,
    brackets: bool,
    headers: bool,
    header_lists: bool,
    cookies: bool,
    pairs: bool,
    joined: bool,
    displayed: bool,
    fallible: bool,
    unsent: bool,
    pub present: bool,
    pub constants: bool,
    integers: bool,
    json: bool,
    failures: bool,
    json_failures: bool,
    json_answers: bool,
    json_successes: bool,
    text_answers: bool,
    byte_answers: bool,
    secret_headers: bool,
    secret_imports: String,
}

impl Facts {
    pub fn of(client: &ClientPackage, calls: &BTreeSet<Call>) -> Self {
        let called = |call: Call| calls.contains(&call);
        let any = |some: &[Call]| some.iter().any(|call| called(*call));
        let secured = client.is_secured();
        let scheme = |test: fn(&SchemeKind) -> bool| {
            secured && client.schemes.iter().any(|one| test(&one.described.kind))
        };
        let key = |location: KeyLocation| {
            let mut schemes = client.schemes.iter();
            secured && schemes.any(|one| is_key(&one.described.kind, location))
        };
        let query_objects = any(&[Call::QueryForm, Call::QueryDeep, Call::QuerySpread]);
        let query_values = any(&[Call::Query, Call::QueryEach]);
        let query_pairs = query_values || key(KeyLocation::Query);
        let queries = query_pairs || query_objects || called(Call::QueryList);
        let path_values = any(&[Call::PathValue, Call::PathList]);
        let cookies = called(Call::Cookie) || key(KeyLocation::Cookie);
        let objects = called(Call::Form) || query_objects;
        let joined = any(&[Call::PathList, Call::QueryList, Call::Form]);
        let written = any(&[Call::Json, Call::Header, Call::HeaderList]);
        let fallible = objects || path_values || cookies || joined || written;
        let constants = has_constants(client);
        let present = has_presence(client);
        let integers = constants || shapes(client).into_iter().any(holds_integer);
        let json_failures = answers(client, false, BodyEncoding::Json);
        let json_successes = answers(client, true, BodyEncoding::Json);
        let json_answers = json_failures || json_successes;
        let secret_imports = [
            scheme(is_authorization).then_some("AUTHORIZATION"),
            key(KeyLocation::Header).then_some("HeaderName"),
            Some("HeaderValue"),
        ];
        let secret_imports: Vec<_> = secret_imports.into_iter().flatten().collect();
        Self {
            basic: scheme(|kind| *kind == SchemeKind::Basic),
            encoded: path_values || queries || called(Call::Form),
            bodies: any(&[Call::Json, Call::Form, Call::Body]),
            json_bodies: called(Call::Json),
            form_bodies: called(Call::Form),
            objects,
            path_texts: called(Call::Path),
            paths: called(Call::PathValue),
            path_lists: called(Call::PathList),
            queries,
            query_pairs,
            properties: any(&[Call::Form, Call::QuerySpread]),
            query_values: called(Call::Query),
            query_each: called(Call::QueryEach),
            query_lists: called(Call::QueryList),
            query_forms: called(Call::QueryForm),
            query_deep: called(Call::QueryDeep),
            query_spread: called(Call::QuerySpread),
            query_objects,
            brackets: query_objects || called(Call::DeepObject),
            headers: any(&[Call::Header, Call::HeaderList]),
            header_lists: called(Call::HeaderList),
            cookies,
            pairs: query_pairs || query_objects || called(Call::Form),
            joined,
            displayed: path_values || joined || query_values || called(Call::HeaderList),
            fallible,
            unsent: fallible || secured,
            present,
            constants,
            integers,
            json: present || constants || integers && json_answers,
            failures: client
                .operations
                .iter()
                .any(|one| one.errors().next().is_some()),
            json_failures,
            json_answers,
            json_successes,
            text_answers: answers(client, true, BodyEncoding::Text),
            byte_answers: answers(client, true, BodyEncoding::Bytes),
            secret_headers: secret_imports.len() > 1,
            secret_imports: secret_imports.join(", "),
        }
    }
}

fn is_key(kind: &SchemeKind, place: KeyLocation) -> bool {
    matches!(kind, SchemeKind::ApiKey { location, .. } if *location == place)
}

fn is_authorization(kind: &SchemeKind) -> bool {
    match kind {
        SchemeKind::Basic | SchemeKind::Bearer | SchemeKind::Other(_) => true,
        SchemeKind::ApiKey { .. } => false,
    }
}

/// Whether there are successes, or errors, with a body of a kind.
fn answers(client: &ClientPackage, success: bool, media: BodyEncoding) -> bool {
    let outcomes = client.operations.iter().flat_map(|one| &one.outcomes);
    let mut outcomes = outcomes.filter(|one| one.outcome.success == success);
    outcomes.any(|one| {
        one.content
            .as_ref()
            .is_some_and(|content| content.described.media == media)
    })
}

/// Whether an enumeration has values that are no texts.
fn has_constants(client: &ClientPackage) -> bool {
    let mut models = client.models.iter();
    models.any(|model| match &model.definition {
        ClientDefinition::Enumeration(values) => !are_texts(values),
        ClientDefinition::Object { .. }
        | ClientDefinition::Union { .. }
        | ClientDefinition::Alias { .. } => false,
    })
}

/// Whether a property tells null apart from nothing.
fn has_presence(client: &ClientPackage) -> bool {
    let mut models = client.models.iter();
    models.any(|model| match &model.definition {
        ClientDefinition::Object { fields, .. } => fields.iter().any(tells_null),
        ClientDefinition::Enumeration(_)
        | ClientDefinition::Union { .. }
        | ClientDefinition::Alias { .. } => false,
    })
}

/// Everything that has a type.
fn shapes<'c>(client: &'c ClientPackage) -> Vec<&'c TypeRef> {
    let mut shapes = Vec::new();
    for model in &client.models {
        match &model.definition {
            ClientDefinition::Object { fields, rest } => {
                shapes.extend(fields.iter().map(|field| &field.described.shape));
                shapes.extend(rest.iter().map(|rest| rest.described));
            }
            ClientDefinition::Union { variants, .. } => {
                shapes.extend(variants.iter().map(|variant| &variant.described.shape));
            }
            ClientDefinition::Alias { described, .. } => shapes.push(described),
            ClientDefinition::Enumeration(_) => {}
        }
    }
    for operation in &client.operations {
        let parameters = operation.parameters.iter();
        shapes.extend(parameters.map(|parameter| &parameter.described.shape));
        let body = operation.body.iter().map(|body| &body.content);
        let answers = operation
            .outcomes
            .iter()
            .filter_map(|one| one.content.as_ref());
        shapes.extend(body.chain(answers).map(|content| &content.described.shape));
    }
    shapes
}

/// Whether an integer is part of its type; types with names count for themselves.
fn holds_integer(shape: &TypeRef) -> bool {
    match &shape.kind {
        TypeKind::Integer(_) => true,
        TypeKind::Array(items) | TypeKind::Map(items) => holds_integer(items),
        TypeKind::Any
        | TypeKind::Null
        | TypeKind::Boolean
        | TypeKind::Number
        | TypeKind::String
        | TypeKind::Uri
        | TypeKind::Uuid
        | TypeKind::Named(_) => false,
    }
}
