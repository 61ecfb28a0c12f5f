//! A call as the templates of operations and of the client print it.

use serde::Serialize;

use super::contents::ContentAlias;
use super::imports::{MODELS, Name, STREAMS, uses};
use super::language::wrapped_docs;
use super::parameter::Parameter;
use super::response::{Alternative, ErrorClass, Success, group, responses};
use super::text::{WIDTH, comment, literal, literal_key};
use crate::backend::client::operation::{ClientBody, ClientOperation};
use crate::backend::client::package::ClientPackage;
use crate::backend::{Fragment, OrFalse};
use crate::model::BodyEncoding;
use crate::text::markdown::code;

/// A call.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Operation<'c> {
    name: &'c str,
    docs: Vec<String>,
    /// The line or lines that its method begins with.
    signature: Vec<String>,
    /// The parameters and the body as its method hands them on.
    given: &'static str,
    result: OrFalse<CallResult>,
    method: &'c str,
    path_literal: String,
    accept_literal: String,
    /// Where it is served, if that is elsewhere than all others.
    server_literal: OrFalse<String>,
    idempotent: bool,
    security: Vec<Security<'c>>,
    has_parameters: bool,
    parameters_type: &'c str,
    parameters: Vec<Parameter<'c>>,
    body: OrFalse<Body>,
    has_successes: bool,
    success_type: &'c str,
    /// Where there are several.
    successes: Vec<Alternative>,
    aliases: Vec<ContentAlias<'c>>,
    /// Whether a caller chooses its media type.
    #[serde(skip)]
    pub has_choice: bool,
    #[serde(skip)]
    error_type: &'c str,
    errors: Vec<ErrorClass<'c>>,
    has_errors: bool,
    /// The type and the value that stand for all its errors.
    group: Vec<String>,
    responses: Vec<String>,
    /// Whether its method uses types of the document.
    #[serde(skip)]
    pub calls_models: bool,
    /// Whether the types that go with it do.
    #[serde(skip)]
    pub declares_models: bool,
    /// Whether its method uses streams.
    #[serde(skip)]
    pub calls_streams: bool,
    /// Whether the types that go with it do.
    #[serde(skip)]
    pub declares_streams: bool,
}

/// What its method gives.
#[derive(Serialize)]
struct CallResult {
    value: String,
}

/// One of the alternatives of credentials.
#[derive(Serialize)]
struct Security<'c> {
    /// The options that are applied together.
    names: Vec<&'c str>,
}

/// What is sent.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    media: &'static str,
    media_literal: String,
    required: bool,
    /// How properties of a form are written.
    styles: String,
}

impl<'c> Operation<'c> {
    pub fn of(client: &'c ClientPackage, operation: &'c ClientOperation) -> Self {
        let described = operation.described;
        let body = operation.body.as_ref();
        let body_type = body.map(body_type);
        let success = Success::of(operation);
        let errors = ErrorClass::all(operation);
        let successes = Alternative::all(operation);
        let security = described.security.iter().map(|alternative| {
            let names = alternative.iter();
            let names = names.map(|required| client.schemes[required.index].name.as_str());
            let names = names.collect();
            Security { names }
        });
        let fragments = operation.parameters.iter().map(|parameter| &parameter.kind);
        let aliases = ContentAlias::all(operation);
        let declared = fragments
            .chain(errors.iter().map(|class| &class.body))
            .chain(successes.iter().map(|success| &success.body))
            .chain(aliases.iter().flat_map(|alias| &alias.kinds));
        let declared: Vec<_> = declared.collect();
        let called: Vec<_> = body_type.iter().chain(success.body()).collect();
        let choices = operation.choices();
        let accepted = match choices.first() {
            Some(first) => operation.accepted_first(first),
            None => operation.accepted(),
        };
        let parameters = operation.parameters.iter();
        let parameters = parameters.map(|parameter| Parameter::of(operation, parameter));
        Self {
            name: &operation.name,
            docs: comment(&docs(operation)),
            signature: signature(operation, body_type.as_ref(), &success),
            given: match (operation.parameters.is_empty(), body) {
                (false, Some(_)) => "parameters, body",
                (false, None) => "parameters, undefined",
                (true, Some(_)) => "{}, body",
                (true, None) => "{}, undefined",
            },
            result: OrFalse(success.value().map(|value| CallResult { value })),
            method: &described.method,
            path_literal: literal(&described.path),
            accept_literal: literal(&accepted),
            server_literal: OrFalse(described.server.as_ref().map(|one| literal(&one.url()))),
            idempotent: described.is_idempotent(),
            security: security.collect(),
            has_parameters: !operation.parameters.is_empty(),
            parameters_type: &operation.parameters_type,
            parameters: parameters.collect(),
            body: OrFalse(body.map(Body::of)),
            has_successes: !successes.is_empty(),
            success_type: &operation.success_type,
            calls_models: uses(MODELS, called.iter().copied()),
            declares_models: uses(MODELS, declared.iter().copied()),
            calls_streams: uses(STREAMS, called.into_iter()),
            declares_streams: uses(STREAMS, declared.into_iter()),
            successes,
            aliases,
            has_choice: operation.media_type.is_some(),
            has_errors: !errors.is_empty(),
            group: group(&operation.error_type, &errors),
            error_type: &operation.error_type,
            errors,
            responses: responses(operation, client.types),
        }
    }

    /// The names of the types that go with it, but for its errors.
    pub fn types(&self) -> Vec<Name<'c>> {
        let parameters = self.has_parameters.then_some(self.parameters_type);
        let successes = self.has_successes.then_some(self.success_type);
        let names = parameters.into_iter().chain(successes);
        let aliases = self.aliases.iter().map(|alias| alias.name);
        names.chain(aliases).map(Name::typed).collect()
    }

    /// The names of its errors.
    pub fn error_names(&self) -> Vec<Name<'c>> {
        let group = self.has_errors.then_some(self.error_type).into_iter();
        let names = group.chain(self.errors.iter().map(|class| class.name));
        names.map(Name::value).collect()
    }
}

impl Body {
    fn of(body: &ClientBody) -> Self {
        let content = body.content.described;
        let styles = content.encodings.iter();
        let styles: Vec<_> = styles
            .map(|(wire, style)| format!("{}: {}", literal_key(wire), literal(&style.word())))
            .collect();
        Self {
            media: match content.media {
                BodyEncoding::Json => "json",
                BodyEncoding::Form => "form",
                BodyEncoding::Text => "text",
                BodyEncoding::Bytes => "bytes",
            },
            media_literal: literal(&content.name),
            required: body.described.required,
            styles: styles.join(", "),
        }
    }
}

/// Texts and bytes have types of their own, whatever their schemas say.
fn body_type(body: &ClientBody) -> Fragment {
    match body.content.described.media {
        BodyEncoding::Json | BodyEncoding::Form => body.content.kind.clone(),
        BodyEncoding::Text => Fragment::plain("string"),
        BodyEncoding::Bytes => Fragment::plain("ArrayBuffer | Blob | Uint8Array<ArrayBuffer>"),
    }
}

fn docs(operation: &ClientOperation) -> Vec<String> {
    let described = operation.described;
    let mut lines = operation.docs.clone();
    if lines.is_empty() {
        let route = format!("{} {}", described.method, described.path);
        lines = wrapped_docs(&code(&route), 4);
    }
    if operation.errors().next().is_some() {
        let name = &operation.error_type;
        lines.push(String::new());
        lines.push(format!(
            "Throws {{@link {name}}}, or another {{@link ClientError}}."
        ));
    }
    if described.deprecated {
        lines.extend([String::new(), "@deprecated".to_owned()]);
    }
    lines
}

/// The line or lines that a method begins with.
fn signature(
    operation: &ClientOperation,
    body_type: Option<&Fragment>,
    success: &Success,
) -> Vec<String> {
    let name = &operation.name;
    let body = operation.body.as_ref();
    let needs_body = body.is_some_and(|body| body.described.required);
    let mut parameters = operation.parameters.iter();
    let mut arguments = Vec::new();
    if !operation.parameters.is_empty() {
        // Nothing that has to be given may stand behind what has not.
        let needed = needs_body || parameters.any(|parameter| parameter.described.required);
        let default = if needed { "" } else { " = {}" };
        arguments.push(format!(
            "parameters: operations.{}{default}",
            operation.parameters_type
        ));
    }
    if let Some(kind) = body_type {
        let mark = if needs_body { "" } else { "?" };
        arguments.push(format!("body{mark}: {}", kind.text));
    }
    arguments.push(match &operation.media_type {
        Some(media) => format!("options?: MediaOptions<operations.{media}>"),
        None => "options?: CallOptions".to_owned(),
    });
    let response = success.kind();
    let all = arguments.join(", ");
    let line = format!("async {name}({all}): Promise<{response}> {{");
    if line.len() + 2 <= WIDTH {
        return vec![line];
    }
    let mut lines = vec![format!("async {name}(")];
    lines.extend(arguments.iter().map(|argument| format!("  {argument},")));
    lines.push(format!("): Promise<{response}> {{"));
    lines
}
