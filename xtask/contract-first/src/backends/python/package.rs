use std::collections::BTreeSet;

use serde::Serialize;

use super::calls::{Call, call_imports, calls};
use super::docstring::{docstring, entry, first_paragraph, summary};
use super::errors::COMMON;
use super::example::{Example, example};
use super::imports::{imports, lines, sorting_key};
use super::language::Python;
use super::models::{Models, models};
use super::settings::PARAMETERS;
use crate::backend::client::head::Head;
use crate::backend::client::language::Language as _;
use crate::backend::client::model::{ClientDefinition, ClientModel};
use crate::backend::client::package::ClientPackage;
use crate::backend::client::scheme::ClientScheme;
use crate::backend::{Import, OrFalse, Version};
use crate::model::{Info, SchemeKind};
use crate::text::markdown;
use crate::text::one_line;

/// Longest name, in characters, whose lines stay within their limit.
const MAX_NAME: usize = 48;

/// What the templates print.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Package<'c> {
    #[serde(flatten)]
    head: Head<'c>,
    module: String,
    version: String,
    description_text: String,
    description_literal: String,
    schemes: Vec<Scheme<'c>>,
    /// The package's docstring.
    docstring: Vec<String>,
    /// The docstring of `Client`.
    client: Vec<String>,
    /// The docstring of `AsyncClient`.
    async_client: Vec<String>,
    /// The lines that describe the options of all security schemes.
    options: Vec<String>,
    example: OrFalse<Example>,
    /// Whether a name is so long that lines cannot be kept short.
    long_names: bool,
    /// Whether calls write parameters with the package's own functions.
    writes_parameters: bool,
    model_imports: Vec<String>,
    call_imports: Vec<String>,
    error_imports: Vec<String>,
    client_imports: Vec<String>,
    error_names: Vec<&'c str>,
    model_names: Vec<&'c str>,
    /// The names that the package exports.
    exports: Vec<&'c str>,
    #[serde(flatten)]
    models: Models<'c>,
    operations: Vec<Call<'c>>,
}

/// Credentials: an option of the clients.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Scheme<'c> {
    name: &'c str,
    variable: &'c str,
    /// How they are sent.
    kind: &'static str,
    /// Where they are sent.
    place: &'static str,
    /// The type of the option.
    option: &'static str,
    wire_literal: String,
    what_cell: String,
}

/// What the templates print of a client.
pub fn package<'c>(client: &'c ClientPackage) -> impl Serialize + use<'c> {
    let calls = calls(client);
    let models = models(client.types, &client.models);
    let call_imports = call_imports(&calls);
    let info = &client.contract.info;
    let title = one_line(&info.title);
    let description = summary(&info.description);
    let error_names = error_names(client);
    let model_names = sorted(client.models.iter().map(|one| one.name.as_str()).collect());
    Package {
        head: Head::of(client, &Python),
        module: client.module(),
        version: Version::of(&info.version).python(),
        description_text: markdown::text(&description),
        description_literal: Python.manifest(match description.as_str() {
            "" => &title,
            description => description,
        }),
        schemes: client.schemes.iter().map(scheme).collect(),
        docstring: docstring(&client.docs),
        client: class(info, "Calls block; threads may share a client."),
        async_client: class(info, "For asyncio and trio."),
        options: client.schemes.iter().flat_map(option).collect(),
        example: OrFalse(example(client)),
        long_names: names(client).any(|name| name.len() > MAX_NAME),
        writes_parameters: imports([PARAMETERS]).is_subset(&call_imports),
        model_imports: lines(&models.imports),
        call_imports: lines(&call_imports),
        error_imports: lines(&error_imports(&calls)),
        client_imports: lines(&client_imports(&calls)),
        exports: exports(&model_names, &error_names),
        error_names,
        model_names,
        models,
        operations: calls,
    }
}

fn scheme<'c>(scheme: &'c ClientScheme) -> Scheme<'c> {
    let (place, wire) = scheme.described.kind.wire();
    let (kind, option) = match &scheme.described.kind {
        SchemeKind::ApiKey { .. } => ("key", "str"),
        SchemeKind::Bearer | SchemeKind::Other(_) => ("bearer", "str"),
        SchemeKind::Basic => ("basic", "tuple[str, str]"),
    };
    Scheme {
        name: &scheme.name,
        variable: &scheme.variable,
        kind,
        place: place.word(),
        option,
        wire_literal: Python.text(wire),
        // A pipe would end the cell.
        what_cell: scheme.what.replace('|', "\\|"),
    }
}

/// The docstring of a client's class.
fn class(info: &Info, what: &str) -> Vec<String> {
    let title = one_line(&info.title);
    let mut lines = Python.docs(&format!("{title}, version {}.", info.version), 4);
    lines.extend([String::new(), what.to_owned()]);
    docstring(&lines)
}

/// The lines that describe an option.
fn option(scheme: &ClientScheme) -> Vec<String> {
    let ClientScheme { name, variable, .. } = scheme;
    let what = first_paragraph(&scheme.docs);
    entry(&format!("{name}: {what} `{variable}` in the environment."))
}

/// What `errors.py` imports.
fn error_imports(calls: &[Call]) -> BTreeSet<Import> {
    let mut all = imports([("typing", "Any")]);
    all.extend(calls.iter().flat_map(Call::error_imports).cloned());
    all
}

/// What `client.py` imports.
fn client_imports(calls: &[Call]) -> BTreeSet<Import> {
    let mut all = imports([
        ("typing", "TypeVar"),
        ("httpx", "httpx"),
        ("typing_extensions", "Self"),
        (".", "_calls"),
        ("._call", "Call"),
        ("._retry", "steps"),
        ("._settings", "RETRIES"),
        ("._settings", "TIMEOUT"),
        ("._settings", "Settings"),
        ("._transport", "Blocking"),
        ("._transport", "NonBlocking"),
    ]);
    all.extend(calls.iter().flat_map(Call::method_imports).cloned());
    all
}

/// The names of all errors.
fn error_names<'c>(client: &'c ClientPackage) -> Vec<&'c str> {
    let operations = client.operations.iter();
    let documented = operations.flat_map(|operation| {
        let errors = operation.errors();
        let errors = errors.filter_map(|one| one.error_type.as_deref());
        std::iter::once(operation.error_type.as_str()).chain(errors)
    });
    sorted(COMMON.into_iter().chain(documented).collect())
}

/// The names that the package exports.
fn exports<'c>(models: &[&'c str], errors: &[&'c str]) -> Vec<&'c str> {
    let own = ["AsyncClient", "Client", "__version__"];
    let mut exports = [own.as_slice(), models, errors].concat();
    exports.sort_unstable();
    exports
}

fn sorted(mut names: Vec<&str>) -> Vec<&str> {
    names.sort_by_key(|name| sorting_key(name));
    names
}

/// The names that lines have.
fn names<'c>(client: &'c ClientPackage) -> impl Iterator<Item = &'c str> {
    let options = client.schemes.iter().map(|one| one.name.as_str());
    let models = client.models.iter().flat_map(names_of_model);
    let operations = client.operations.iter().flat_map(|operation| {
        let own = [operation.name.as_str(), &operation.error_type];
        let parameters = operation.parameters.iter();
        let parameters = parameters.flat_map(|one| [one.name.as_str(), &one.described.name]);
        let errors = operation.outcomes.iter();
        let errors = errors.filter_map(|one| one.error_type.as_deref());
        own.into_iter().chain(parameters).chain(errors)
    });
    options.chain(models).chain(operations)
}

fn names_of_model<'c>(model: &'c ClientModel) -> Vec<&'c str> {
    let mut names = vec![model.name.as_str()];
    match &model.definition {
        ClientDefinition::Object { fields, .. } => {
            let fields = fields.iter();
            names.extend(fields.flat_map(|one| [one.name.as_str(), &one.described.wire]));
        }
        ClientDefinition::Enumeration(values) => {
            names.extend(values.iter().map(|one| one.name.as_str()));
        }
        ClientDefinition::Union { variants, .. } => {
            names.extend(variants.iter().map(|one| one.name.as_str()));
        }
        ClientDefinition::Alias { .. } => {}
    }
    names
}
