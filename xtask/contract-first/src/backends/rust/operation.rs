//! A call as the templates of the client and of operations print it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::language::OPERATIONS;
use super::module::{Code, Module};
use super::multipart::BodyStruct;
use super::new::{New, is_text};
use super::scheme::Scheme;
use super::step::path_and_steps;
use crate::backend::client::language::{Language, Types};
use crate::backend::client::operation::{
    ClientBody, ClientContent, ClientOperation, ClientOutcome,
};
use crate::backend::client::package::ClientPackage;
use crate::backend::{Fragment, Import, OrFalse};
use crate::model::{BodyEncoding, TypeKind};
use crate::text::literal;
use crate::text::markdown::code;

/// A call.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Operation<'c> {
    name: &'c str,
    id_code: String,
    route_code: String,
    docs: &'c [String],
    deprecated: bool,
    has_parameters: bool,
    parameters_type: &'c str,
    parameters: Vec<Parameter<'c>>,
    /// Whether a parameter is.
    required: bool,
    new: OrFalse<New>,
    /// The type of its body.
    argument: OrFalse<Fragment>,
    /// The struct of its body's parts, where it has some.
    body: OrFalse<BodyStruct<'c>>,
    /// The type of its success.
    success: Fragment,
    multiple_successes: bool,
    success_type: &'c str,
    successes: Vec<Variant<'c>>,
    error_type: &'c str,
    errors: Vec<Variant<'c>>,
    method: String,
    path: String,
    accept_literal: String,
    mutable: bool,
    steps: Vec<Code>,
    /// What sends it.
    send: Code,
    responses: Vec<ResponseArm>,
}

#[derive(Serialize)]
struct Parameter<'c> {
    name: &'c str,
    docs: &'c [String],
    required: bool,
    #[serde(rename = "type")]
    kind: &'c Fragment,
}

/// One of several successes, or of the errors.
#[derive(Serialize)]
struct Variant<'c> {
    name: &'c str,
    code: &'c str,
    docs: &'c [String],
    body: OrFalse<Fragment>,
}

/// What a response means.
#[derive(Serialize)]
struct ResponseArm {
    pattern: String,
    outcome: Code,
}

impl<'c> Operation<'c> {
    pub fn of(client: &'c ClientPackage, schemes: &'c [Scheme], one: &'c ClientOperation) -> Self {
        let (types, described) = (client.types, one.described);
        let (path, steps) = path_and_steps(one);
        let parameters = one.parameters.iter().map(|parameter| Parameter {
            name: &parameter.name,
            docs: &parameter.docs,
            required: parameter.described.required,
            kind: &parameter.kind,
        });
        let security = described.security.iter().map(|alternative| {
            let constants = alternative.iter().map(|one| {
                Fragment::imported(Module::Contract.path(), &schemes[one.index].constant)
                    .map(|constant| format!("&{constant}"))
            });
            Fragment::join(constants, ", ").map(|constants| format!("&[{constants}]"))
        });
        let security = Fragment::join(security, ", ");
        let body = one.body.as_ref();
        let multipart = body.and_then(|body| body.multipart.as_ref());
        let route = format!("{} {}", described.method, described.path);
        Self {
            name: &one.name,
            id_code: code(&described.id),
            route_code: code(&route),
            docs: &one.docs,
            deprecated: described.deprecated,
            has_parameters: !one.parameters.is_empty(),
            parameters_type: &one.parameters_type,
            parameters: parameters.collect(),
            required: one.parameters.iter().any(|one| one.described.required),
            new: OrFalse(New::of_parameters(types, &one.parameters)),
            argument: OrFalse(body.map(|body| argument(types, body))),
            body: OrFalse(multipart.map(|multipart| BodyStruct::of(types, multipart))),
            success: success(one),
            multiple_successes: has_multiple_successes(one),
            success_type: &one.success_type,
            successes: one.successes().map(|one| Variant::of(types, one)).collect(),
            error_type: &one.error_type,
            errors: one.errors().map(|one| Variant::of(types, one)).collect(),
            method: format!("Method::{}", described.method),
            path,
            accept_literal: literal::rust(&one.accepted()),
            mutable: !steps.is_empty(),
            steps,
            send: send(
                one,
                security.map(|alternatives| format!("&[{alternatives}]")),
            ),
            responses: one
                .outcomes
                .iter()
                .map(|outcome| ResponseArm::of(one, outcome))
                .collect(),
        }
    }

    /// The modules that it calls.
    pub fn modules(&self) -> impl Iterator<Item = Module> {
        // Its parts may be files.
        let body = self.body.0.as_ref().map(|_| Module::FilePart);
        let outcomes = self.responses.iter().map(|arm| &arm.outcome);
        let codes = self.steps.iter().chain(outcomes).chain([&self.send]);
        let codes = codes.flat_map(|code| code.helpers.iter().copied());
        codes.chain(body)
    }

    /// What its method uses.
    pub fn method_imports(&self) -> BTreeSet<Import> {
        let parameters = self.has_parameters.then_some(self.parameters_type);
        let own = parameters.into_iter().chain([self.error_type]);
        let own = own.map(|name| Fragment::imported(OPERATIONS, name));
        let mut imports = BTreeSet::new();
        own.for_each(|kind: Fragment| imports.extend(kind.imports));
        imports.extend(self.success.imports.iter().cloned());
        imports.extend(self.send.imports.iter().cloned());
        let steps = self.steps.iter();
        steps.for_each(|step| imports.extend(step.imports.iter().cloned()));
        let argument = self.argument.0.iter();
        argument.for_each(|kind| imports.extend(kind.imports.iter().cloned()));
        imports
    }

    /// What the types that go with it use.
    pub fn held_imports(&self) -> BTreeSet<Import> {
        let successes = self.successes.iter().filter(|_| self.multiple_successes);
        let variants = self.errors.iter().chain(successes);
        let bodies = variants.filter_map(|one| one.body.0.as_ref());
        let kinds = self.parameters.iter().map(|one| one.kind).chain(bodies);
        let parts = self.body.0.iter().flat_map(BodyStruct::kinds);
        kinds
            .chain(parts)
            .flat_map(|kind| kind.imports.iter().cloned())
            .collect()
    }
}

impl<'c> Variant<'c> {
    fn of(types: &Types, outcome: &'c ClientOutcome) -> Self {
        let body = outcome.content.as_ref();
        Self {
            name: &outcome.name,
            code: &outcome.outcome.response.code,
            docs: &outcome.docs,
            body: OrFalse(body.map(|body| carried(types, outcome, body))),
        }
    }
}

impl ResponseArm {
    fn of(operation: &ClientOperation, outcome: &ClientOutcome) -> Self {
        let pattern = match outcome.outcome.statuses {
            (least, most) if least == most => least.to_string(),
            (least, most) => format!("{least}..={most}"),
        };
        let media = outcome
            .content
            .as_ref()
            .map(|content| content.described.media);
        let outcome = match outcome.outcome.success {
            true => success_outcome(operation, &outcome.name, media),
            false => error_outcome(&operation.error_type, &outcome.name, media),
        };
        Self { pattern, outcome }
    }
}

/// Sends a call to its server.
fn send(operation: &ClientOperation, security: Code) -> Code {
    match &operation.described.server {
        None => security.map(|security| format!("send(call, {security})")),
        Some(server) => {
            let url = literal::rust(&server.url());
            let send = security.map(|security| format!("send_to({url}, call, {security})"));
            send.needing(Module::OwnServer)
        }
    }
}

fn success_outcome(operation: &ClientOperation, name: &str, media: Option<BodyEncoding>) -> Code {
    let multiple = has_multiple_successes(operation).then_some(&operation.success_type);
    let read = match media {
        None => None,
        Some(BodyEncoding::Json | BodyEncoding::Form | BodyEncoding::Multipart) => {
            Some(("json", Module::JsonResponse))
        }
        Some(BodyEncoding::Text) => Some(("text", Module::TextResponse)),
        Some(BodyEncoding::Bytes) => Some(("bytes", Module::BytesResponse)),
    };
    match (read, multiple) {
        (None, None) => Fragment::plain("Ok(())"),
        (None, Some(multiple)) => Fragment::plain(format!("Ok({multiple}::{name})")),
        (Some((read, module)), None) => {
            Fragment::plain(format!("response.{read}()")).needing(module)
        }
        (Some((read, module)), Some(multiple)) => {
            let code = format!("response.{read}().map({multiple}::{name})");
            Fragment::plain(code).needing(module)
        }
    }
}

fn error_outcome(error: &str, name: &str, media: Option<BodyEncoding>) -> Code {
    match media {
        None => Fragment::plain(format!("Err(response.failure({error}::{name}))"))
            .needing(Module::Failure),
        Some(BodyEncoding::Json | BodyEncoding::Form | BodyEncoding::Multipart) => {
            Fragment::plain(format!("Err(response.json_failure({error}::{name}))"))
                .needing(Module::JsonFailure)
        }
        Some(BodyEncoding::Text | BodyEncoding::Bytes) => {
            let body = format!("{error}::{name}(response.excerpt())");
            Fragment::plain(format!("Err(response.failure({body}))")).needing(Module::Failure)
        }
    }
}

fn has_multiple_successes(operation: &ClientOperation) -> bool {
    operation.successes().count() > 1
}

/// The type of the success.
fn success(operation: &ClientOperation) -> Fragment {
    let mut successes = operation.successes();
    match (successes.next(), successes.next()) {
        (Some(_), Some(_)) => Fragment::imported(OPERATIONS, &operation.success_type),
        (Some(one), None) => {
            let content = one.content.as_ref();
            content.map_or_else(|| Fragment::plain("()"), plain)
        }
        (None, _) => Fragment::plain("()"),
    }
}

/// The type of a body that is all there is.
fn plain(content: &ClientContent) -> Fragment {
    match content.described.media {
        BodyEncoding::Json | BodyEncoding::Form | BodyEncoding::Multipart => content.kind.clone(),
        BodyEncoding::Text => Fragment::plain("String"),
        BodyEncoding::Bytes => Fragment::plain("Vec<u8>"),
    }
}

/// The type of a response's body beside those of others. Errors have what is not JSON as text.
fn carried(types: &Types, outcome: &ClientOutcome, content: &ClientContent) -> Fragment {
    match (content.described.media, outcome.outcome.success) {
        (BodyEncoding::Text | BodyEncoding::Bytes, false) => Fragment::plain("String"),
        (BodyEncoding::Text | BodyEncoding::Bytes, true) => plain(content),
        (BodyEncoding::Json | BodyEncoding::Form | BodyEncoding::Multipart, _) => {
            match types.registry.is_large(&content.described.shape) {
                true => plain(content).map(|kind| format!("Box<{kind}>")),
                false => plain(content),
            }
        }
    }
}

/// The type of the argument for a body: a reference, unless its files are taken along.
fn argument(types: &Types, body: &ClientBody) -> Fragment {
    let content = body.content.described;
    let shape = &content.shape;
    let reference = match (content.media, &shape.kind) {
        (BodyEncoding::Multipart, _) => {
            let multipart = body.multipart.as_ref();
            let name = multipart.map(|multipart| multipart.body_type.as_str());
            Fragment::imported(OPERATIONS, name.unwrap_or_default())
        }
        (BodyEncoding::Text, _) => Fragment::plain("&str"),
        (BodyEncoding::Bytes, _) => Fragment::plain("&[u8]"),
        (BodyEncoding::Json | BodyEncoding::Form, _) if is_text(types, shape) => {
            Fragment::plain("&str")
        }
        (BodyEncoding::Json | BodyEncoding::Form, TypeKind::Array(items))
            if !types.registry.is_nullable(shape) =>
        {
            let items = super::Rust.of(types, items, None);
            items.map(|items| format!("&[{items}]"))
        }
        (BodyEncoding::Json | BodyEncoding::Form, _) => {
            body.content.kind.clone().map(|kind| format!("&{kind}"))
        }
    };
    match body.described.required {
        true => reference,
        false => reference.map(|kind| format!("Option<{kind}>")),
    }
}
