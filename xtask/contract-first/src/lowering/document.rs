use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::client::{self, ClientLanguage, Package};
use super::code::{Forms, Models, RustTypes};
use super::extension::{Lowering, crate_extension};
use super::names::{NameAllocator, imports, literal};
use super::operation::{self, Context};
use super::security::Schemes;
use super::tag::Tags;
use crate::diagnostic::constructs::{call, document, parameter, schema};
use crate::diagnostic::{Diagnostic, Diagnostics, Level};
use crate::document::Pointer;
use crate::model::{Contract, Operation};
use crate::read::{Reading, contract};
use crate::stack::with_room;
use crate::target_kind::TargetKind;

/// The extension that our templates read.
const EXTENSION: &str = "x-rust";

/// A document, read once, and what the stub is made of.
pub struct Lowered {
    contract: Contract,
    /// The document that the generator reads for the stub; right only when nothing is refused.
    pub document: Value,
    /// What is not carried over as it is, each once.
    pub diagnostics: Vec<Diagnostic>,
    /// What is refused, by operation; what concerns several is told of each.
    pub refused: Vec<Refused>,
}

/// An operation that cannot be generated.
#[derive(Clone)]
pub struct Refused {
    /// Its path in the document.
    pub path: String,
    /// Its method, in lower case.
    pub method: String,
    /// Why it is refused.
    pub diagnostics: Vec<Diagnostic>,
}

impl Lowered {
    /// The document that the generator reads for a client; right only when nothing is refused.
    pub fn client(&self, language: ClientLanguage, package: &Package) -> Value {
        with_room(|| client::carrier(&self.contract, language, package))
    }
}

/// Lowers the effective document. Every operation in it has an `operationId`.
pub fn lower(effective: &Value) -> Lowered {
    with_room(|| lowered(effective))
}

fn lowered(effective: &Value) -> Lowered {
    let mut reading = contract(effective);
    let mut diagnostics = std::mem::take(&mut reading.operations);
    let contract = &reading.contract;
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
    let twins = same_route(&contract.operations);
    for (operation, own) in contract.operations.iter().zip(&mut diagnostics) {
        if let Some(other) = twins.get(operation.path.as_str()) {
            own.add(
                parameter::SAME_ROUTE
                    .at(Pointer::from("/paths").child(&operation.path))
                    .because(format!("the same route as `{other}`")),
            );
        }
        let mut context = Context {
            types: &types,
            forms: &mut forms,
            parameter_types: &mut parameter_types,
            schemes: &schemes,
            methods: &mut methods,
            constants: &mut constants,
            operation_types: &mut operation_types,
            diagnostics: own,
            uses: BTreeSet::new(),
        };
        let lowered = operation::lower(&mut context, operation);
        let needed = context.uses;
        uses.extend(needed.iter().cloned());
        let module = tags.add(&contract.tags, operation, needed, &mut operation_types);
        operations.push(Lowering {
            operation,
            module,
            extension: lowered,
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
    for id in models.endless() {
        reading.types[*id].add(schema::UNION_CYCLE.at(&contract.types.types[*id].at));
    }
    let mut all = std::mem::take(&mut reading.document);
    all.extend(of_the_whole(contract));
    let refused = refused(&reading, &diagnostics, &mut all);
    let document = carrier(operations, &tags, extension);
    Lowered {
        contract: reading.contract,
        document,
        diagnostics: all,
        refused,
    }
}

/// What is refused of no operation.
fn of_the_whole(contract: &Contract) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if !contract.webhooks.is_empty() {
        found.push(call::WEBHOOKS.at("/webhooks"));
    }
    if contract.operations.is_empty() {
        found.push(document::NO_OPERATION.at("/paths"));
    }
    found
}

/// The operations of which something is refused for a target; `all` gets everything that is found in any, each once.
fn refused(
    reading: &Reading,
    diagnostics: &[Diagnostics],
    all: &mut Vec<Diagnostic>,
) -> Vec<Refused> {
    let mut refused = Vec::new();
    for (operation, own) in reading.contract.operations.iter().zip(diagnostics) {
        let mut own = reading.concerning(own);
        all.extend(own.iter().cloned());
        own.retain(|found| found.worst(&TargetKind::ALL) == Level::Refused);
        if !own.is_empty() {
            refused.push(Refused {
                path: operation.path.clone(),
                method: operation.method.to_ascii_lowercase(),
                diagnostics: own,
            });
        }
    }
    let mut seen = HashSet::new();
    all.retain(|found| {
        let (code, pointer, reason) = found.key();
        seen.insert((code, pointer.clone(), reason.to_owned()))
    });
    refused
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
fn carrier(operations: Vec<Lowering>, tags: &Tags, extension: Value) -> Value {
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

/// Two paths that differ in the names of their placeholders only are one route: each such path, and the first one.
fn same_route(operations: &[Operation]) -> HashMap<&str, &str> {
    let mut first = HashMap::new();
    let mut twins = HashMap::new();
    for path in operations.iter().map(|operation| operation.path.as_str()) {
        let blank = |segment| match str::starts_with(segment, '{') {
            true => "{}",
            false => segment,
        };
        let shape = path.split('/').map(blank).collect::<Vec<_>>().join("/");
        match *first.entry(shape).or_insert(path) {
            other if other != path => {
                twins.insert(path, other);
            }
            _ => {}
        }
    }
    twins
}
