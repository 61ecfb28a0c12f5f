//! What the templates of the package print.

use std::collections::BTreeSet;

use serde::Serialize;

use super::TypeScript;
use super::example::Example;
use super::form::TypeForm;
use super::imports::Name;
use super::model::Model;
use super::operation::Operation;
use super::scheme::Scheme;
use super::server::ServerFunction;
use super::text::{comment, literal, union};
use crate::backend::OrFalse;
use crate::backend::client::head::Head;
use crate::backend::client::package::ClientPackage;
use crate::text::one_line;

/// The data of all templates.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TemplateData<'c> {
    #[serde(flatten)]
    head: Head<'c>,
    version: &'c str,
    description_literal: String,
    docs: Vec<String>,
    schemes: Vec<Scheme<'c>>,
    /// Whether a scheme is HTTP basic.
    basic: bool,
    example: OrFalse<Example>,
    has_models: bool,
    servers: Vec<ServerFunction<'c>>,
    /// The packages of types that were chosen, as `package.json` names them.
    code_dependencies: OrFalse<String>,
    models: Vec<Model<'c>>,
    forms: Vec<TypeForm<'c>>,
    /// Whether `client.ts` uses types of the document.
    client_uses_models: bool,
    /// Whether `operations.ts` does.
    operations_use_models: bool,
    /// The same for streams.
    client_uses_streams: bool,
    operations_use_streams: bool,
    /// Whether a call has a media type that callers choose.
    has_choice: bool,
    /// Whether every call has.
    has_no_other: bool,
    /// Whether an operation documents errors.
    failing: bool,
    /// The type of the operations' names.
    operation_name: Vec<String>,
    operations: Vec<Operation<'c>>,
    /// What `operations.ts` exports for users.
    exported: Vec<String>,
}

impl<'c> TemplateData<'c> {
    pub fn of(client: &'c ClientPackage) -> Self {
        let title = one_line(&client.contract.info.title);
        let schemes: Vec<_> = client.schemes.iter().map(Scheme::of).collect();
        let models = client.models.iter();
        let responses = models.clone().filter(|model| model.response);
        let operations = client.operations.iter();
        let operations: Vec<_> = operations
            .map(|operation| Operation::of(client, operation))
            .collect();
        let names = client
            .operations
            .iter()
            .map(|operation| literal(&operation.name));
        let types: BTreeSet<_> = operations.iter().flat_map(Operation::types).collect();
        let errors: BTreeSet<_> = operations.iter().flat_map(Operation::error_names).collect();
        Self {
            head: Head::of(client, &TypeScript),
            version: &client.version,
            description_literal: literal(&format!("TypeScript client for {title}")),
            docs: comment(&client.docs),
            basic: schemes.iter().any(|scheme| scheme.basic),
            schemes,
            example: OrFalse(Example::of(client)),
            code_dependencies: OrFalse(code_dependencies(client)),
            has_models: !client.models.is_empty(),
            servers: client.servers.iter().map(ServerFunction::of).collect(),
            forms: responses
                .map(|model| TypeForm::of(client.types, model))
                .collect(),
            models: models.map(|model| Model::of(client.types, model)).collect(),
            client_uses_models: operations.iter().any(|operation| operation.calls_models),
            client_uses_streams: operations.iter().any(|operation| operation.calls_streams),
            operations_use_streams: operations
                .iter()
                .any(|operation| operation.declares_streams),
            has_choice: operations.iter().any(|operation| operation.has_choice),
            has_no_other: operations.iter().all(|operation| operation.has_choice),
            operations_use_models: operations.iter().any(|operation| operation.declares_models),
            failing: !errors.is_empty(),
            operation_name: union("OperationName", &names.collect::<Vec<_>>()),
            exported: errors.union(&types).map(Name::to_string).collect(),
            operations,
        }
    }
}

/// An object of packages and their versions; nothing where no type was chosen.
fn code_dependencies(client: &ClientPackage) -> Option<String> {
    let packages = client
        .contract
        .types
        .code_packages(super::language::chosen_type);
    let entries = packages.iter().map(|package| {
        let (name, version) = (literal(&package.name), literal(&package.version));
        format!("{name}: {version}")
    });
    let entries = entries.collect::<Vec<_>>().join(", ");
    (!entries.is_empty()).then(|| format!("{{ {entries} }}"))
}
