use serde::Serialize;
use serde_json::json;

use super::language::{Language, Position, Types};
use super::model::ClientModel;
use super::operation::ClientOperation;
use super::renderer::Renderer;
use super::scheme::ClientScheme;
use super::security::exclusive;
use super::server::ClientServer;
use crate::backend::names::{NameAllocator, type_names};
use crate::backend::{Package, PackageFiles, Recursion, TemplateData, Version};
use crate::model::Contract;

/// A client in the names of one language: what its back-end makes template data from.
pub struct ClientPackage<'c> {
    pub contract: &'c Contract,
    pub package: &'c Package<'c>,
    pub types: &'c Types<'c>,
    /// The contract's version; semantic.
    pub version: String,
    /// The lines of the package's doc comment.
    pub docs: Vec<String>,
    pub schemes: Vec<ClientScheme<'c>>,
    /// Pairs of schemes of which a caller gives one only.
    pub exclusive: Vec<(usize, usize)>,
    /// Functions that give their addresses.
    pub servers: Vec<ClientServer<'c>>,
    pub models: Vec<ClientModel<'c>>,
    pub operations: Vec<ClientOperation<'c>>,
}

impl ClientPackage<'_> {
    /// What the templates of every client print.
    pub fn template_data(package: impl Serialize) -> TemplateData {
        TemplateData {
            extension: "x-client",
            package: json!(package),
            operations: Vec::new(),
        }
    }

    /// The package's name as an identifier.
    pub fn module(&self) -> String {
        self.package.name.replace('-', "_")
    }

    /// The user agent of a language's package.
    pub fn agent(&self, language: &dyn Language) -> String {
        format!("{}-{}/{}", self.package.name, language.id(), self.version)
    }

    /// Whether an operation asks for credentials.
    pub fn is_secured(&self) -> bool {
        let mut operations = self.operations.iter();
        operations.any(|operation| !operation.described.security.is_empty())
    }
}

/// What the client of a contract is rendered from. The contract has passed the lint.
pub fn files(contract: &Contract, language: &dyn Language, package: &Package) -> PackageFiles {
    let mut hidden = contract.types.only_of_headers();
    hidden.extend(contract.types.only_of_multipart());
    let mut taken = NameAllocator::default();
    let convention = language.convention(Position::Type);
    let names = type_names((&contract.types, &hidden), &mut taken, convention);
    let recursion = Recursion::of(&contract.types);
    let types = Types {
        registry: &contract.types,
        names: &names,
        recursion: &recursion,
    };
    let mut renderer = Renderer {
        contract,
        language,
        types: &types,
        hidden: &hidden,
        taken,
    };
    let operations = renderer.operations();
    let head = format!("{} {}", &contract.info.title, &contract.info.version);
    let text = format!("{head}\n\n{}", &contract.info.description);
    let client = ClientPackage {
        contract,
        package,
        types: &types,
        version: Version::of(&contract.info.version).semantic(),
        docs: renderer.docs(&text, "", 0),
        schemes: renderer.schemes(package.environment),
        exclusive: exclusive(contract),
        servers: renderer.servers(),
        models: renderer.models(),
        operations,
    };
    language.client_files(&client)
}
