//! What the templates of the package print.

use serde::Serialize;

use super::example::Example;
use super::facts::Facts;
use super::imports::Imports;
use super::model::Model;
use super::operation::Operation;
use super::scheme::{Exclusive, Scheme};
use crate::backend::OrFalse;
use crate::backend::client::language::Language;
use crate::backend::client::package::ClientPackage;
use crate::text::literal;
use crate::text::markdown::{self, code, code_cell};
use crate::text::one_line;

/// The data of all templates.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TemplateData<'c> {
    package: &'c str,
    module: String,
    version: &'c str,
    title_text: String,
    title_literal: String,
    license_literal: OrFalse<String>,
    agent_literal: String,
    docs: &'c [String],
    base_url: OrFalse<BaseUrl>,
    base_url_variable: String,
    schemes: &'c [Scheme<'c>],
    exclusive: Vec<Exclusive<'c>>,
    /// Whether an operation asks for credentials.
    secured: bool,
    facts: Facts,
    has_models: bool,
    models: Vec<Model<'c>>,
    operations: Vec<Operation<'c>>,
    client_imports: Vec<String>,
    operations_imports: Vec<String>,
    models_imports: Vec<String>,
    /// Whether a type is `Uuid`.
    uuids: bool,
    example: OrFalse<Example>,
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
    pub fn of(client: &'c ClientPackage, schemes: &'c [Scheme<'c>]) -> Self {
        let info = &client.contract.info;
        let title = one_line(&info.title);
        let license = info.license.as_deref();
        let base = client.contract.base.as_ref();
        let operations = client.operations.iter();
        let operations = operations.map(|one| Operation::of(client, schemes, one));
        let operations: Vec<_> = operations.collect();
        let calls = operations.iter().flat_map(Operation::calls).collect();
        let facts = Facts::of(client, &calls);
        let imports = Imports::of(client, &operations, &facts);
        let models = client.models.iter();
        Self {
            package: client.package.name,
            module: client.module(),
            version: &client.version,
            title_text: markdown::text(&title),
            title_literal: literal::toml(&title),
            license_literal: OrFalse(license.map(|text| literal::toml(&one_line(text)))),
            agent_literal: literal::rust(&client.agent(&super::Rust)),
            docs: &client.docs,
            base_url: OrFalse(base.map(|url| BaseUrl {
                literal: literal::rust(url),
                shown: super::Rust.docs(&code(url), 0).join(" "),
                cell: code_cell(url),
            })),
            base_url_variable: format!("{}_BASE_URL", client.package.environment),
            schemes,
            exclusive: Exclusive::all(client),
            secured: client.is_secured(),
            facts,
            has_models: !client.models.is_empty(),
            models: models.map(|model| Model::of(client.types, model)).collect(),
            operations,
            client_imports: imports.client,
            operations_imports: imports.operations,
            models_imports: imports.models,
            uuids: imports.uuids,
            example: OrFalse(Example::of(client)),
        }
    }
}
