//! The document that the generator reads for the stub: every operation and the document itself get an `x-rust` extension that says what
//! our templates write.

use std::collections::{BTreeSet, HashSet};

use serde_json::{Map, Value, json};

use super::code::{Forms, Models, RustTypes};
use super::extension::{Lowering, crate_extension};
use super::operation::{self, Context};
use super::security::Schemes;
use super::tag::Tags;
use crate::backend::names::{NameAllocator, literal};
use crate::backend::rust::imports;
use crate::backend::{Backend, Package};
use crate::model::Contract;

/// The extension that our templates read.
const EXTENSION: &str = "x-rust";

/// The server stub on axum.
pub struct RustAxum;

impl Backend for RustAxum {
    fn document(&self, contract: &Contract, _: &Package) -> Value {
        carrier(contract)
    }
}

fn carrier(contract: &Contract) -> Value {
    let types = RustTypes::of(&contract.types);
    let schemes = Schemes::of(&contract.schemes);
    let mut forms = Forms::default();
    let mut parameter_types = HashSet::new();
    let mut methods = NameAllocator::default();
    let mut constants = NameAllocator::default();
    let mut operation_types = NameAllocator::default();
    let mut tags = Tags::default();
    let mut operations = Vec::new();
    let mut uses = BTreeSet::new();
    for operation in &contract.operations {
        let mut context = Context {
            types: &types,
            forms: &mut forms,
            parameter_types: &mut parameter_types,
            schemes: &schemes,
            methods: &mut methods,
            constants: &mut constants,
            operation_types: &mut operation_types,
            uses: BTreeSet::new(),
        };
        let extension = operation::lower(&mut context, operation);
        let needed = context.uses;
        uses.extend(needed.iter().cloned());
        let module = tags.add(&contract.tags, operation, needed, &mut operation_types);
        operations.push(Lowering {
            operation,
            module,
            extension,
        });
    }
    let mut models = Models::of(&types, &parameter_types);
    let rendered = models.rendered();
    uses.extend(models.uses.iter().cloned());
    let mut extension = crate_extension(
        &contract.info,
        &operations,
        &rendered,
        &schemes,
        &types.patterns,
        (&uses, forms.tables(&types)),
    );
    extension["modelUses"] = imports(&models.uses).into();
    extension["tags"] = tags.all().into();
    extension["routes"] = routes(&operations).into();
    document(operations, &tags, extension)
}

/// What the router needs of each path.
fn routes(operations: &[Lowering]) -> Vec<Value> {
    let same_path = |one: &Lowering, next: &Lowering| one.operation.path == next.operation.path;
    let routes = operations.chunk_by(same_path).map(|handlers| {
        let methods: Vec<_> = handlers
            .iter()
            .map(|one| one.operation.method.as_str())
            .collect();
        let mut allow = Vec::new();
        for method in &methods {
            allow.push(*method);
            // axum answers HEAD where it answers GET.
            if *method == "GET" && !methods.contains(&"HEAD") {
                allow.push("HEAD");
            }
        }
        let path = &handlers[0].operation.path;
        let handlers: Vec<_> = handlers
            .iter()
            .map(|one| json!({ "method": one.operation.method, "module": one.module, "handler": one.extension["method"] }))
            .collect();
        json!({ "path": literal(path), "allow": literal(&allow.join(", ")), "methods": handlers })
    });
    routes.collect()
}

/// The document that carries the extensions through the generator: operations in their tags, and nothing else for it to trip over.
fn document(operations: Vec<Lowering>, tags: &Tags, extension: Value) -> Value {
    let mut paths = Map::new();
    for (index, one) in operations.into_iter().enumerate() {
        let (method, module) = (one.operation.method.to_ascii_lowercase(), one.module);
        let mut lowered = one.extension;
        lowered.insert("tag".to_owned(), tags.of(&module));
        for flag in ["secured", "scopes", "uriCredentials"] {
            lowered.insert(format!("{flag}Anywhere"), extension[flag].clone());
        }
        let operation = json!({
            "operationId": lowered["method"],
            // The generator names a tag's file after the tag.
            "tags": [module],
            "responses": { "200": { "description": "" } },
            EXTENSION: lowered,
        });
        // The real path is in the extension.
        paths.insert(format!("/{index}"), json!({ method: operation }));
    }
    json!({
        "openapi": "3.0.3",
        // The generator wants both, and our templates print neither.
        "info": { "title": "server", "version": "0" },
        "paths": paths,
        EXTENSION: extension,
    })
}
