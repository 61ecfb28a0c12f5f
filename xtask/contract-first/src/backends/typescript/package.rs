//! What the templates of the package print.

use std::collections::BTreeSet;

use serde::Serialize;

use super::example::Example;
use super::form::TypeForm;
use super::imports::{self, Name};
use super::model::Model;
use super::operation::Operation;
use super::scheme::{Exclusive, Scheme};
use super::text::{comment, literal, union};
use super::{TypeScript, language};
use crate::backend::OrFalse;
use crate::backend::client::package::ClientPackage;
use crate::text::markdown::{self, code, code_cell};
use crate::text::one_line;

/// The data of all templates.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TemplateData<'c> {
    package: &'c str,
    version: &'c str,
    title_text: String,
    description_literal: String,
    license_literal: OrFalse<String>,
    agent_literal: String,
    docs: Vec<String>,
    base_url: OrFalse<BaseUrl>,
    base_url_variable: String,
    schemes: Vec<Scheme<'c>>,
    exclusive: Vec<Exclusive<'c>>,
    /// Whether an operation asks for credentials.
    secured: bool,
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

/// The address of the service.
#[derive(Serialize)]
struct BaseUrl {
    literal: String,
    /// In a comment.
    shown: String,
    /// In a table.
    cell: String,
}

impl<'c> TemplateData<'c> {
    pub fn of(client: &'c ClientPackage) -> Self {
        let info = &client.contract.info;
        let title = one_line(&info.title);
        let license = info.license.as_deref();
        let base = client.contract.base.as_ref();
        let schemes: Vec<_> = client.schemes.iter().map(Scheme::of).collect();
        let models = client.models.iter();
        let answers = models.clone().filter(|model| model.answer);
        let operations = client.operations.iter();
        let operations: Vec<_> = operations.map(|one| Operation::of(client, one)).collect();
        let names = client.operations.iter().map(|one| literal(&one.name));
        let types: BTreeSet<_> = operations.iter().flat_map(Operation::types).collect();
        let errors: BTreeSet<_> = operations.iter().flat_map(Operation::error_names).collect();
        Self {
            package: client.package.name,
            version: &client.version,
            title_text: markdown::text(&title),
            description_literal: literal(&format!("TypeScript client for {title}")),
            license_literal: OrFalse(license.map(|text| literal(&one_line(text)))),
            agent_literal: literal(&client.agent(&TypeScript)),
            docs: comment(&client.docs),
            base_url: OrFalse(base.map(|url| BaseUrl::of(url))),
            base_url_variable: format!("{}_BASE_URL", client.package.environment),
            basic: schemes.iter().any(|one| one.basic),
            schemes,
            exclusive: Exclusive::all(client),
            secured: client.is_secured(),
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

impl BaseUrl {
    fn of(url: &str) -> Self {
        Self {
            literal: literal(url),
            shown: language::wrapped_docs(&code(url), 0).join(" "),
            cell: code_cell(url),
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
