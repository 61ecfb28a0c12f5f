//! The document that the generator reads for the stub: every operation and the document itself get an `x-rust` extension that says what
//! our templates write.

use std::collections::HashSet;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::code::{Forms, Models, RustTypes};
use super::features::{Features, Used};
use super::helper::CodeNeeds;
use super::imports::paths;
use super::operation::{Context, OperationData, operation_data};
use super::package::{PackageData, PackageHead, Patterns, authorization};
use super::route::routes;
use super::security::Schemes;
use super::tag::{TagHead, Tags};
use crate::backend::names::NameAllocator;
use crate::backend::{Backend, OrFalse, Package};
use crate::model::{Contract, Operation};

/// The extension that our templates read.
const EXTENSION: &str = "x-rust";

/// The server stub on axum.
pub struct RustAxum;

impl Backend for RustAxum {
    fn document(&self, contract: &Contract, _: &Package) -> Value {
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
        operations.document(&package)
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

    /// The document that carries the extensions through the generator: operations in their tags, and nothing else for it to trip over.
    fn document(&self, package: &PackageData) -> Value {
        let credentials = &package.features.credentials;
        let mut paths = Map::new();
        for (index, written) in self.written.iter().enumerate() {
            let method = written.operation.method.to_ascii_lowercase();
            let operation = json!({
                "operationId": written.data.method,
                // The generator names a tag's file after the tag.
                "tags": [self.tags.module(written.tag)],
                "responses": { "200": { "description": "" } },
                EXTENSION: Carried {
                    data: &written.data,
                    tag: self.tags.head(written.tag),
                    secured_anywhere: credentials.secured,
                    scopes_anywhere: credentials.scopes,
                    uri_credentials_anywhere: credentials.uri_credentials,
                },
            });
            // The real path is in the extension.
            paths.insert(format!("/{index}"), json!({ method: operation }));
        }
        json!({
            "openapi": "3.0.3",
            // The generator wants both, and our templates print neither.
            "info": { "title": "server", "version": "0" },
            "paths": paths,
            EXTENSION: package,
        })
    }
}
