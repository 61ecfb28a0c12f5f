//! What the templates of the stub print.

use std::collections::HashSet;

use serde::Serialize;
use serde_json::json;

use super::code::{Forms, Models, RustTypes};
use super::features::{Features, Used};
use super::helper::CodeNeeds;
use super::imports::paths;
use super::operation::{Context, OperationData, operation_data};
use super::package::{PackageData, PackageHead, Patterns, authorization};
use super::route::routes;
use super::security::Schemes;
use super::tag::{TagHead, Tags};
use super::{duplicate_routes, files};
use crate::backend::names::NameAllocator;
use crate::backend::{
    self, Backend, FormatError, GeneratorSettings, OrFalse, Package, PackageFiles, TemplateData,
    TemplateFile, rust,
};
use crate::diagnostic::Diagnostics;
use crate::model::{Contract, Operation};
use crate::target_kind::TargetKind;

/// The server stub on axum.
#[derive(Debug)]
pub struct RustAxum;

impl Backend for RustAxum {
    fn id(&self) -> &'static str {
        TargetKind::RustAxum.id()
    }

    fn check(&self, contract: &Contract, operations: &mut [Diagnostics]) {
        duplicate_routes::check(contract, operations);
    }

    fn templates(&self) -> &'static [TemplateFile] {
        files::FILES
    }

    fn generator(&self, package: &str) -> GeneratorSettings {
        GeneratorSettings {
            name: "rust-axum",
            properties: json!({ "packageName": package }),
            sources: "src".to_owned(),
            unused: files::UNUSED,
        }
    }

    fn format(&self, name: &str, text: String) -> Result<String, FormatError> {
        rust::format(name, text)
    }

    fn files(&self, contract: &Contract, _: &Package) -> PackageFiles {
        let types = RustTypes::of(&contract.types);
        let schemes = Schemes::of(&contract.schemes);
        let mut operations = Operations::of(contract, &types, &schemes);
        let mut models = Models::of(&types, &operations.parameter_types);
        let written = models.all();
        operations.needs.extend(models.needs.clone());
        let used = Used {
            needs: &operations.needs,
            schemes: &schemes,
            models: !written.is_empty(),
        };
        let (authorization, authorization_key) = authorization(&schemes, &used);
        let package = PackageData {
            head: PackageHead::of(&contract.info),
            schemes: &schemes.data,
            authorization: OrFalse(authorization),
            authorization_key: OrFalse(authorization_key),
            patterns: OrFalse(Patterns::of(&types, &used)),
            forms: operations.forms.tables(&types),
            models: written,
            model_uses: paths(&models.needs.imports),
            tags: operations.tags.all(),
            routes: routes(&operations.written, &operations.tags),
            features: Features::of(&used),
        };
        PackageFiles {
            files: files::FILES.iter().collect(),
            data: operations.data(&package),
        }
    }
}

/// The operations of a contract, and what came up while they were written.
#[derive(Default)]
struct Operations<'c> {
    written: Vec<Written<'c>>,
    tags: Tags,
    forms: Forms,
    /// The types that parameters are made of.
    parameter_types: HashSet<usize>,
    needs: CodeNeeds,
}

/// An operation, and what is written of it.
pub struct Written<'c> {
    pub operation: &'c Operation,
    /// The place of its tag.
    pub tag: usize,
    pub data: OperationData,
}

/// An operation, as the template of its tag prints it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Carried<'d> {
    #[serde(flatten)]
    data: &'d OperationData,
    tag: TagHead<'d>,
    secured_anywhere: bool,
    scopes_anywhere: bool,
    uri_credentials_anywhere: bool,
}

impl<'c> Operations<'c> {
    fn of(contract: &'c Contract, types: &RustTypes, schemes: &Schemes) -> Self {
        let mut all = Self::default();
        let mut methods = NameAllocator::default();
        let mut constants = NameAllocator::default();
        let mut operation_types = NameAllocator::default();
        for operation in &contract.operations {
            let mut context = Context {
                types,
                forms: &mut all.forms,
                parameter_types: &mut all.parameter_types,
                schemes,
                methods: &mut methods,
                constants: &mut constants,
                operation_types: &mut operation_types,
                needs: CodeNeeds::default(),
            };
            let data = operation_data(&mut context, operation);
            let needs = context.needs;
            let imports = needs.imports.clone();
            all.needs.extend(needs);
            let tags = &contract.tags;
            let tag = all.tags.add(tags, operation, imports, &mut operation_types);
            all.written.push(Written {
                operation,
                tag,
                data,
            });
        }
        all
    }

    /// What the templates print of the package and of each operation.
    fn data(&self, package: &PackageData) -> TemplateData {
        let credentials = &package.features.credentials;
        let operations = self.written.iter().map(|written| backend::OperationData {
            // The generator names a tag's file after the tag.
            group: self.tags.module(written.tag).to_owned(),
            id: written.data.method.clone(),
            method: written.operation.method.to_ascii_lowercase(),
            data: json!(Carried {
                data: &written.data,
                tag: self.tags.head(written.tag),
                secured_anywhere: credentials.secured,
                scopes_anywhere: credentials.scopes,
                uri_credentials_anywhere: credentials.uri_credentials,
            }),
        });
        TemplateData {
            extension: "x-rust",
            operations: operations.collect(),
            package: json!(package),
        }
    }
}
