//! What the templates of the package print.

use std::collections::BTreeSet;

use serde::Serialize;

use super::TypeScript;
use super::example::Example;
use super::form::TypeForm;
use super::imports::{self, Name};
use super::model::Model;
use super::operation::Operation;
use super::scheme::Scheme;
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
    models: Vec<Model<'c>>,
    forms: Vec<TypeForm<'c>>,
    /// The imports of `client.ts`.
    client_imports: Vec<String>,
    /// The imports of `operations.ts`.
    operations_imports: Vec<String>,
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
        let answers = models.clone().filter(|model| model.answer);
        let operations = client.operations.iter();
        let operations: Vec<_> = operations.map(|one| Operation::of(client, one)).collect();
        let names = client.operations.iter().map(|one| literal(&one.name));
        let types: BTreeSet<_> = operations.iter().flat_map(Operation::types).collect();
        let errors: BTreeSet<_> = operations.iter().flat_map(Operation::error_names).collect();
        Self {
            head: Head::of(client, &TypeScript),
            version: &client.version,
            description_literal: literal(&format!("TypeScript client for {title}")),
            docs: comment(&client.docs),
            basic: schemes.iter().any(|one| one.basic),
            schemes,
            example: OrFalse(Example::of(client)),
            has_models: !client.models.is_empty(),
            forms: answers
                .map(|model| TypeForm::of(client.types, model))
                .collect(),
            models: models.map(|model| Model::of(client.types, model)).collect(),
            client_imports: client_imports(&operations, &types),
            operations_imports: operations_imports(&operations),
            failing: !errors.is_empty(),
            operation_name: union("OperationName", &names.collect::<Vec<_>>()),
            exported: errors.union(&types).map(Name::to_string).collect(),
            operations,
        }
    }
}

/// `client.ts` imports the types of bodies and successes, and what `operations.ts` says of the calls.
fn client_imports(operations: &[Operation], types: &BTreeSet<Name>) -> Vec<String> {
    let called = operations.iter().flat_map(|one| one.called.iter().cloned());
    let mut lines = imports::types(&called.collect());
    let mut names = types.clone();
    names.insert(Name::value("operations"));
    lines.extend(imports::names(&names, "operations"));
    lines
}

/// `operations.ts` imports the types of parameters, of errors, and of successes where a call has several.
fn operations_imports(operations: &[Operation]) -> Vec<String> {
    let declared = operations
        .iter()
        .flat_map(|one| one.declared.iter().cloned());
    imports::types(&declared.collect())
}
