//! A call as the templates of the client and of operations print it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::content::Contents;
use super::language::OPERATIONS;
use super::module::{Code, Module};
use super::new::{New, is_text};
use super::response::{ResponseArm, Variant, has_multiple_successes, receive, success};
use super::scheme::Scheme;
use super::step::path_and_steps;
use crate::backend::client::language::{Language, Types};
use crate::backend::client::operation::{ClientBody, ClientOperation};
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
    #[serde(flatten)]
    contents: Contents<'c>,
}

#[derive(Serialize)]
struct Parameter<'c> {
    name: &'c str,
    docs: &'c [String],
    required: bool,
    #[serde(rename = "type")]
    kind: &'c Fragment,
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
            contents: Contents::of(types, one),
        }
    }

    /// The modules that it calls.
    pub fn modules(&self) -> impl Iterator<Item = Module> {
        let outcomes = self.responses.iter().map(|arm| &arm.outcome);
        let codes = self.steps.iter().chain(outcomes).chain([&self.send]);
        codes.flat_map(|code| code.helpers.iter().copied())
    }

    /// What its method uses.
    pub fn method_imports(&self) -> BTreeSet<Import> {
        let parameters = self.has_parameters.then_some(self.parameters_type);
        let own = parameters.into_iter().chain([self.error_type]);
        let own = own.map(|name| Fragment::imported(OPERATIONS, name));
        let mut imports = BTreeSet::new();
        own.for_each(|kind: Fragment| imports.extend(kind.imports));
        imports.extend(self.success.imports.iter().cloned());
        imports.extend(self.contents.method_import());
        let outcomes = self.responses.iter().map(|arm| &arm.outcome);
        outcomes.for_each(|outcome| imports.extend(outcome.imports.iter().cloned()));
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
        let imports = kinds.flat_map(|kind| kind.imports.iter().cloned());
        // Types that go with operations stand in the same module.
        let imports = imports.filter(|import| import.module != OPERATIONS);
        imports.chain(self.contents.imports()).collect()
    }
}

/// Sends a call to its server.
fn send(operation: &ClientOperation, security: Code) -> Code {
    let arguments = Fragment::join([security, receive(operation)], ", ");
    match &operation.described.server {
        None => arguments.map(|arguments| format!("send(call, {arguments})")),
        Some(server) => {
            let url = literal::rust(&server.url());
            let send = arguments.map(|arguments| format!("send_to({url}, call, {arguments})"));
            send.needing(Module::OwnServer)
        }
    }
}

/// The type of the argument for a body: a reference.
fn argument(types: &Types, body: &ClientBody) -> Fragment {
    let content = body.content.described;
    let shape = &content.shape;
    let reference = match (content.media, &shape.kind) {
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
