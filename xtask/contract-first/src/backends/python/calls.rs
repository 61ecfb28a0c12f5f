use std::collections::BTreeSet;

use serde::Serialize;

use super::annotation::Annotation;
use super::contents::{body_type, exploded, has_choice, reader};
use super::docstring::of_call;
use super::errors::{ErrorClass, error_class};
use super::imports::{Module, imports};
use super::language::Python;
use super::names::CONSTANT;
use super::settings::{path, settings};
use crate::backend::client::language::{Language as _, Types};
use crate::backend::client::operation::{
    ClientContent, ClientOperation, ClientOutcome, ClientParameter,
};
use crate::backend::client::package::ClientPackage;
use crate::backend::names::NameAllocator;
use crate::backend::{Fragment, Import};
use crate::model::BodyEncoding;

/// Longest line, in characters.
const WIDTH: usize = 120;

/// What the templates print of an operation.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Call<'c> {
    name: &'c str,
    method: &'c str,
    docstring: Vec<String>,
    /// The constant of its responses.
    constant: String,
    /// The constants of its bodies.
    contents: Vec<Fragment>,
    responses: Vec<Fragment>,
    /// The parameters of the function in `_calls.py`.
    signature: Fragment,
    /// The parameters of the methods.
    method_signature: Fragment,
    /// What it returns.
    result: Fragment,
    path: Fragment,
    /// The arguments of `Call` that are not the same for all.
    settings: Vec<Fragment>,
    /// The call of the function in `_calls.py`.
    call: String,
    error_type: &'c str,
    errors: Vec<ErrorClass<'c>>,
}

/// An argument of a call, and how it is passed on.
struct Argument {
    code: Fragment,
    passed: String,
}

/// The calls of a client.
pub fn calls<'c>(client: &'c ClientPackage) -> Vec<Call<'c>> {
    let mut constants = NameAllocator::default();
    let operations = client.operations.iter();
    operations
        .map(|operation| call(client.types, operation, &mut constants))
        .collect()
}

fn call<'c>(
    types: &Types,
    operation: &'c ClientOperation,
    constants: &mut NameAllocator,
) -> Call<'c> {
    let name = operation.name.as_str();
    let mut constant = |text: &str| format!("_{}", constants.allocate(&CONSTANT, text));
    let (constant, content) = (constant(name), constant(&format!("{name} body")));
    let body = body(types, operation);
    let parameters = operation.parameters.iter();
    let mut parameters: Vec<_> = parameters
        .map(|described| parameter(types, described))
        .collect();
    let media = media_argument(operation);
    parameters.extend(media.iter().map(|media| media.argument()));
    let passed = body
        .iter()
        .chain(&parameters)
        .map(|argument| argument.passed.as_str());
    let call = invocation(name, &passed.collect::<Vec<_>>());
    let star = (!parameters.is_empty()).then(|| Fragment::plain("*"));
    let arguments = body.into_iter().map(|argument| argument.code).chain(star);
    let arguments: Vec<_> = arguments
        .chain(parameters.into_iter().map(|argument| argument.code))
        .collect();
    let itself = std::iter::once(Fragment::plain("self"));
    let method_arguments: Vec<_> = itself.chain(arguments.iter().cloned()).collect();
    let contents = operation.body.iter();
    let contents = contents.filter(|body| body.content.described.media == BodyEncoding::Json);
    let contents = contents.map(|body| {
        let made = content_of(types, &body.content);
        made.map(|made| format!("{content} = {made}"))
    });
    let responses = operation.outcomes.iter();
    let errors = operation.errors();
    Call {
        name,
        method: &operation.described.method,
        docstring: of_call(operation),
        contents: contents.collect(),
        responses: responses.map(|outcome| response(types, outcome)).collect(),
        signature: signature(arguments, 0),
        method_signature: signature(method_arguments, 4),
        result: Annotation::union(
            operation
                .successes()
                .map(|success| body_type(types, success)),
        ),
        path: path(operation),
        settings: settings(operation, &content, media.as_ref()),
        call,
        error_type: &operation.error_type,
        errors: errors
            .filter_map(|error| error_class(types, operation, error))
            .collect(),
        constant,
    }
}

impl Call<'_> {
    /// What its function in `_calls.py` uses.
    pub fn imports(&self) -> impl Iterator<Item = &Import> {
        let signature = [&self.signature, &self.result, &self.path];
        let lists = [&self.contents, &self.responses, &self.settings];
        let all = signature.into_iter().chain(lists.into_iter().flatten());
        all.flat_map(|code| &code.imports)
    }

    /// What its methods use.
    pub fn method_imports(&self) -> impl Iterator<Item = &Import> {
        let all = [&self.method_signature, &self.result];
        all.into_iter().flat_map(|code| &code.imports)
    }

    /// What its errors use.
    pub fn error_imports(&self) -> impl Iterator<Item = &Import> {
        self.errors.iter().flat_map(ErrorClass::imports)
    }
}

/// What `_calls.py` imports.
pub fn call_imports(calls: &[Call]) -> BTreeSet<Import> {
    let mut all = imports([("._call", "Response"), ("._call", "Call")]);
    all.extend(calls.iter().flat_map(Call::imports).cloned());
    all
}

fn body(types: &Types, operation: &ClientOperation) -> Option<Argument> {
    let body = operation.body.as_ref()?;
    let annotation = Annotation::of_content(types, &body.content);
    Some(Argument {
        code: argument("body", annotation, body.described.required),
        passed: "body".to_owned(),
    })
}

fn parameter(types: &Types, parameter: &ClientParameter) -> Argument {
    let (name, described) = (&parameter.name, parameter.described);
    let annotation = Annotation::of(types, &described.shape, None);
    Argument {
        code: argument(name, annotation, described.required),
        passed: format!("{name}={name}"),
    }
}

/// The argument that says which media type a call asks for first.
pub struct MediaArgument {
    /// No parameter has the name.
    pub name: String,
    code: Fragment,
}

impl MediaArgument {
    fn argument(&self) -> Argument {
        let name = &self.name;
        Argument {
            code: self.code.clone(),
            passed: format!("{name}={name}"),
        }
    }
}

/// `None` where there is no choice.
fn media_argument(operation: &ClientOperation) -> Option<MediaArgument> {
    let kind = Module::Contents.member(operation.media_type.as_deref()?);
    let choices = operation.choices();
    let first = Python.text(&choices.first()?.described.name);
    let is_taken = |name: &str| operation.parameters.iter().any(|one| one.name == name);
    let mut name = "media_type".to_owned();
    while is_taken(&name) {
        name.push('_');
    }
    let code = kind.map(|kind| format!("{name}: {kind} = {first}"));
    Some(MediaArgument { name, code })
}

fn argument(name: &str, annotation: Annotation, required: bool) -> Fragment {
    match required {
        true => annotation.code().map(|kind| format!("{name}: {kind}")),
        false => {
            let optional = annotation.optional().code();
            optional.map(|kind| format!("{name}: {kind} = None"))
        }
    }
}

/// The reader and writer of a body that is JSON.
fn content_of(types: &Types, content: &ClientContent) -> Fragment {
    let kind = Annotation::of_content(types, content).code();
    kind.map(|kind| format!("Content({kind})"))
        .with("._call", "Content")
}

fn response(types: &Types, response: &ClientOutcome) -> Fragment {
    let (least, most) = response.outcome.statuses;
    let content = reader(types, response);
    let error = response.error_type.as_ref();
    let error = error.map(|error| Module::Errors.member(error));
    // The error comes behind the body.
    let no_content = error.as_ref().map(|_| Fragment::plain("None"));
    let parts = [
        Fragment::plain(least.to_string()),
        Fragment::plain(most.to_string()),
    ];
    let parts = parts.into_iter().chain(content.or(no_content)).chain(error);
    if has_choice(response) {
        return exploded("Response(", parts, ")", 4);
    }
    Fragment::join(parts, ", ").map(|parts| format!("Response({parts})"))
}

/// Arguments one a line: formatters leave them so.
fn signature(arguments: Vec<Fragment>, indent: usize) -> Fragment {
    if arguments.is_empty() {
        return Fragment::plain("()");
    }
    let line = |argument: Fragment| argument.map(|text| format!("{:indent$}    {text},\n", ""));
    let lines = Fragment::join(arguments.into_iter().map(line), "");
    lines.map(|lines| format!("(\n{lines}{:indent$})", ""))
}

fn invocation(name: &str, passed: &[&str]) -> String {
    let call = format!("_calls.{name}({})", passed.join(", "));
    if call.len() + "        return await self._run()".len() <= WIDTH {
        return call;
    }
    let lines = passed.iter();
    let lines: String = lines
        .map(|argument| format!("                {argument},\n"))
        .collect();
    format!("\n            _calls.{name}(\n{lines}            )\n        ")
}
