use std::collections::BTreeSet;

use serde::Serialize;

use super::annotation::chosen_type;
use super::calls::{Call, call_imports, calls};
use super::contents::ContentAlias;
use super::docstring::{docstring, entry, first_paragraph, summary};
use super::errors::COMMON;
use super::example::{Example, example};
use super::imports::{Module, imports, lines, sorting_key};
use super::language::Python;
use super::models::{Models, models};
use super::server::{self, ServerFunction};
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
pub struct Package<'c> {
    #[serde(flatten)]
    head: Head<'c>,
    module: String,
    version: String,
    description_text: String,
    description_literal: String,
    schemes: Vec<Scheme<'c>>,
    /// The package's docstring.
    docstring: Vec<String>,
    clients: [Class; 2],
    /// The lines that describe the options of all security schemes.
    options: Vec<String>,
    example: OrFalse<Example>,
    /// Whether a name is so long that lines cannot be kept short.
    long_names: bool,
    /// What all of its modules use.
    #[serde(skip)]
    imports: BTreeSet<Import>,
    model_imports: Vec<String>,
    call_imports: Vec<String>,
    error_imports: Vec<String>,
    client_imports: Vec<String>,
    content_imports: Vec<String>,
    contents: Vec<ContentAlias<'c>>,
    /// The packages of types that were chosen, as `pyproject.toml` names them.
    code_dependencies: Vec<String>,
    error_names: Vec<&'c str>,
    model_names: Vec<&'c str>,
    /// The names that the package exports.
    exports: Vec<&'c str>,
    #[serde(flatten)]
    models: Models<'c>,
    servers: Vec<ServerFunction<'c>>,
    servers_imports: OrFalse<&'static str>,
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

/// A client's class.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Class {
    class: &'static str,
    /// What it has whatever the document is.
    base: &'static str,
    docs: Vec<String>,
    /// What sends its requests.
    http_client: &'static str,
    /// The keywords of its methods.
    define: &'static str,
    /// What stands before what has to be waited for.
    wait: &'static str,
}

impl Package<'_> {
    /// Whether its code uses members of a module.
    pub fn uses(&self, module: Module) -> bool {
        self.imports.contains(&module.import())
    }
}

/// What the templates print of a client.
pub fn package<'c>(client: &'c ClientPackage) -> Package<'c> {
    let calls = calls(client);
    let models = models(client.types, &client.models);
    let contents = client.operations.iter();
    let contents = contents.flat_map(|operation| ContentAlias::all(client.types, operation));
    let contents: Vec<_> = contents.collect();
    let call_imports = call_imports(&calls);
    let info = &client.contract.info;
    let title = one_line(&info.title);
    let description = summary(&info.description);
    let error_names = error_names(client);
    let model_names = sorted(
        client
            .models
            .iter()
            .map(|model| model.name.as_str())
            .collect(),
    );
    Package {
        head: Head::of(client, &Python),
        module: client.module(),
        version: Version::of(&info.version).python(),
        description_text: markdown::text(&description),
        description_literal: Python.manifest(match description.as_str() {
            "" => &title,
            description => description,
        }),
        code_dependencies: {
            let packages = client.contract.types.code_packages(chosen_type);
            let lines = packages.iter();
            lines
                .map(|package| Python.manifest(&format!("{}{}", package.name, package.version)))
                .collect()
        },
        schemes: client.schemes.iter().map(scheme).collect(),
        docstring: docstring(&client.docs),
        clients: [blocking(info), non_blocking(info)],
        options: client.schemes.iter().flat_map(option).collect(),
        example: OrFalse(example(client)),
        long_names: names(client).any(|name| name.len() > MAX_NAME),
        imports: models.imports.union(&call_imports).cloned().collect(),
        model_imports: lines(&models.imports),
        call_imports: lines(&call_imports),
        error_imports: lines(&error_imports(&calls)),
        client_imports: lines(&client_imports(&calls)),
        content_imports: lines(&content_imports(&contents)),
        contents,
        exports: exports(&model_names, &error_names),
        error_names,
        model_names,
        models,
        servers: client.servers.iter().map(ServerFunction::of).collect(),
        servers_imports: OrFalse(server::imports(&client.servers)),
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

fn blocking(info: &Info) -> Class {
    Class {
        class: "Client",
        base: "BlockingBase",
        docs: class_docs(info, "Calls block; threads may share a client."),
        http_client: "httpx.Client",
        define: "def",
        wait: "",
    }
}

fn non_blocking(info: &Info) -> Class {
    Class {
        class: "AsyncClient",
        base: "AsyncBase",
        docs: class_docs(info, "For asyncio and trio."),
        http_client: "httpx.AsyncClient",
        define: "async def",
        wait: "await ",
    }
}

/// The docstring of a client's class.
fn class_docs(info: &Info, what: &str) -> Vec<String> {
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
    let mut all = imports(COMMON.map(|error| ("._exceptions", error)));
    all.extend(calls.iter().flat_map(Call::error_imports).cloned());
    all
}

/// What `contents.py` imports.
fn content_imports(contents: &[ContentAlias]) -> BTreeSet<Import> {
    let mut all = imports([("typing", "TypeAlias")]);
    let kinds = contents.iter().map(ContentAlias::kind);
    all.extend(kinds.flat_map(|kind| kind.imports.iter().cloned()));
    all
}

/// What `client.py` imports.
fn client_imports(calls: &[Call]) -> BTreeSet<Import> {
    let mut all = imports([
        ("._client", "AsyncBase"),
        ("._client", "BlockingBase"),
        ("._service", "SERVICE"),
        ("._settings", "RETRIES"),
        ("._settings", "TIMEOUT"),
    ]);
    all.extend([Module::Calls, Module::Httpx].map(Module::import));
    all.extend(calls.iter().flat_map(Call::method_imports).cloned());
    all
}

/// The names of all errors.
fn error_names<'c>(client: &'c ClientPackage) -> Vec<&'c str> {
    let operations = client.operations.iter();
    let documented = operations.flat_map(|operation| {
        let errors = operation.errors();
        let errors = errors.filter_map(|error| error.error_type.as_deref());
        std::iter::once(operation.error_type.as_str()).chain(errors)
    });
    sorted(COMMON.into_iter().chain(documented).collect())
}

/// The names that the package exports.
fn exports<'c>(models: &[&'c str], errors: &[&'c str]) -> Vec<&'c str> {
    let always = ["AsyncClient", "Client", "__version__"];
    let mut exports = [always.as_slice(), models, errors].concat();
    exports.sort_unstable();
    exports
}

fn sorted(mut names: Vec<&str>) -> Vec<&str> {
    names.sort_by_key(|name| sorting_key(name));
    names
}

/// The names that lines have.
fn names<'c>(client: &'c ClientPackage) -> impl Iterator<Item = &'c str> {
    let options = client.schemes.iter().map(|scheme| scheme.name.as_str());
    let models = client.models.iter().flat_map(names_of_model);
    let operations = client.operations.iter().flat_map(|operation| {
        let call = [operation.name.as_str(), &operation.error_type];
        let parameters = operation.parameters.iter();
        let parameters =
            parameters.flat_map(|parameter| [parameter.name.as_str(), &parameter.described.name]);
        let errors = operation.outcomes.iter();
        let errors = errors.filter_map(|error| error.error_type.as_deref());
        call.into_iter().chain(parameters).chain(errors)
    });
    options.chain(models).chain(operations)
}

fn names_of_model<'c>(model: &'c ClientModel) -> Vec<&'c str> {
    let mut names = vec![model.name.as_str()];
    match &model.definition {
        ClientDefinition::Object { fields, .. } => {
            let fields = fields.iter();
            names.extend(fields.flat_map(|field| [field.name.as_str(), &field.described.wire]));
        }
        ClientDefinition::Enumeration(values) => {
            names.extend(values.iter().map(|value| value.name.as_str()));
        }
        ClientDefinition::Union { variants, .. } => {
            names.extend(variants.iter().map(|variant| variant.name.as_str()));
        }
        ClientDefinition::Alias { .. } => {}
    }
    names
}
