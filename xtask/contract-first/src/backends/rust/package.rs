//! What the templates of the package print.

use std::collections::BTreeSet;

use serde::Serialize;

use super::dependency::Dependency;
use super::example::Example;
use super::imports::Imports;
use super::model::Model;
use super::module::Module;
use super::operation::Operation;
use super::scheme::{Exclusive, Scheme};
use crate::backend::client::package::ClientPackage;
use crate::backend::rust::DependencyLine;
use crate::backend::{OrFalse, TemplateFile};
use crate::text::literal;
use crate::text::markdown::{self, code_cell};
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
    has_models: bool,
    models: Vec<Model<'c>>,
    operations: Vec<Operation<'c>>,
    contract_imports: Vec<String>,
    methods_imports: Vec<String>,
    operations_imports: Vec<String>,
    models_imports: Vec<String>,
    dependencies: Vec<DependencyLine>,
    /// The private modules of the library.
    modules: Vec<&'static str>,
    #[serde(skip)]
    files: BTreeSet<Module>,
    example: OrFalse<Example>,
}

/// The address of the service.
#[derive(Serialize)]
struct BaseUrl {
    literal: String,
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
        let models = client.models.iter();
        let models: Vec<_> = models.map(|model| Model::of(client.types, model)).collect();
        let imports = Imports::of(client, &operations, schemes);
        let files = Module::closure(
            [
                Some(Module::Lib),
                (!models.is_empty()).then_some(Module::Models),
            ]
            .into_iter()
            .flatten()
            .chain((!schemes.is_empty()).then_some(Module::CredentialOptions))
            .chain(models.iter().flat_map(Model::modules))
            .chain(operations.iter().flat_map(Operation::modules))
            .chain(schemes.iter().flat_map(Scheme::modules)),
        );
        let private = files
            .iter()
            .filter(|one| !matches!(one, Module::Models | Module::Operations));
        let mut modules: Vec<_> = private.filter_map(|module| module.name()).collect();
        modules.sort_unstable();
        let mut dependencies = imports.crates;
        dependencies.extend(files.iter().flat_map(|module| module.dependencies()));
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
                cell: code_cell(url),
            })),
            base_url_variable: format!("{}_BASE_URL", client.package.environment),
            schemes,
            exclusive: Exclusive::all(client, schemes),
            secured: client.is_secured(),
            has_models: !models.is_empty(),
            models,
            operations,
            contract_imports: imports.contract,
            methods_imports: imports.methods,
            operations_imports: imports.operations,
            models_imports: imports.models,
            dependencies: DependencyLine::with_chosen(
                dependencies.into_iter().map(Dependency::line).collect(),
                &client.contract.types,
            ),
            modules,
            files,
            example: OrFalse(Example::of(client)),
        }
    }

    /// The files of the package.
    pub fn files(&self) -> impl Iterator<Item = &'static TemplateFile> {
        self.files.iter().map(|module| module.file())
    }
}
