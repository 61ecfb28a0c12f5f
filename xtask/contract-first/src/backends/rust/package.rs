//! What the templates of the package print.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Rust;
use super::dependency::Dependency;
use super::example::Example;
use super::imports::Imports;
use super::model::Model;
use super::module::Module;
use super::operation::Operation;
use super::scheme::{ExclusiveConstants, Scheme};
use super::server::ServerFunction;
use crate::backend::client::head::Head;
use crate::backend::client::package::ClientPackage;
use crate::backend::rust::{DependencyLine, imports};
use crate::backend::{OrFalse, TemplateFile};
use crate::text::literal;
use crate::text::one_line;

/// The data of all templates.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TemplateData<'c> {
    #[serde(flatten)]
    head: Head<'c>,
    module: String,
    version: &'c str,
    title_literal: String,
    docs: &'c [String],
    schemes: &'c [Scheme<'c>],
    exclusive_constants: Vec<ExclusiveConstants<'c>>,
    has_models: bool,
    servers: Vec<ServerFunction<'c>>,
    models: Vec<Model<'c>>,
    operations: Vec<Operation<'c>>,
    contract_imports: Vec<String>,
    methods_imports: Vec<String>,
    operations_imports: Vec<String>,
    models_imports: Vec<String>,
    dependencies: Vec<DependencyLine>,
    /// The private modules of the library.
    modules: Vec<&'static str>,
    /// What they give to users, where not every package has it.
    exports: Vec<String>,
    #[serde(skip)]
    files: BTreeSet<Module>,
    example: OrFalse<Example>,
}

impl<'c> TemplateData<'c> {
    pub fn of(client: &'c ClientPackage, schemes: &'c [Scheme<'c>]) -> Self {
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
                (!client.servers.is_empty()).then_some(Module::Servers),
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
            .filter(|one| !matches!(one, Module::Models | Module::Operations | Module::Servers));
        let mut modules: Vec<_> = private.filter_map(|module| module.name()).collect();
        modules.sort_unstable();
        let mut dependencies = imports.crates;
        dependencies.extend(files.iter().flat_map(|module| module.dependencies()));
        Self {
            head: Head::of(client, &Rust),
            module: client.module(),
            version: &client.version,
            title_literal: literal::toml(&one_line(&client.contract.info.title)),
            docs: &client.docs,
            schemes,
            exclusive_constants: ExclusiveConstants::all(client, schemes),
            has_models: !models.is_empty(),
            servers: client.servers.iter().map(ServerFunction::of).collect(),
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
            exports: exported(&files),
            files,
            example: OrFalse(Example::of(client)),
        }
    }

    /// The files of the package.
    pub fn files(&self) -> impl Iterator<Item = &'static TemplateFile> {
        self.files.iter().map(|module| module.file())
    }
}

fn exported(files: &BTreeSet<Module>) -> Vec<String> {
    let paths = files.iter().flat_map(|module| module.exports());
    imports(&paths.map(|path| (*path).to_owned()).collect())
}
