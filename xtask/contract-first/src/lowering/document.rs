use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::code::{Forms, Models};
use super::extension::{Operation, crate_extension};
use super::names::{NameAllocator, imports, literal};
use super::operation::{self, Context};
use super::security::Schemes;
use super::tag::Tags;
use crate::document::{Pointer, path_items};
use crate::lint::{Finding, Severity};
use crate::read::{Notes, SchemaReader, security_schemes};
use crate::stack::with_room;

/// The extension that our templates read.
const EXTENSION: &str = "x-rust";

/// The outcome of lowering.
pub struct Lowered {
    /// The document that the generator reads; right only when nothing is refused.
    pub document: Value,
    /// What is not carried over as it is, each once.
    pub findings: Vec<Finding>,
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
    pub findings: Vec<Finding>,
}

/// Lowers the effective document. Every operation in it has an `operationId`.
pub fn lower(effective: &Value) -> Lowered {
    with_room(|| lowered(effective))
}

fn lowered(effective: &Value) -> Lowered {
    let mut general = Notes::default();
    if effective.get("webhooks").is_some() {
        general.refuse(
            &Pointer::from("/webhooks"),
            "the stub receives no webhooks",
            "leave them out",
        );
    }
    let described = security_schemes(effective, &mut general);
    let schemes = Schemes::of(&described);
    let mut reader = SchemaReader::new(effective);
    let mut forms = Forms::default();
    let mut parameter_types = HashSet::new();
    let mut methods = NameAllocator::default();
    let mut constants = NameAllocator::default();
    let mut types = NameAllocator::default();
    let mut tags = Tags::default();
    let mut routes = Vec::new();
    let mut operations = Vec::new();
    let mut notes = Vec::new();
    let mut uses = BTreeSet::new();
    let twins = same_route(effective);
    for item in path_items(effective) {
        let (path, at) = (item.path, item.at());
        let mut handlers = Vec::new();
        for node in item.operations() {
            let method = node.method;
            let mut own = Notes::default();
            if let Some(other) = twins.get(path) {
                own.refuse(
                    &at,
                    format!("the same route as `{other}`"),
                    "write both under one path",
                );
            }
            let mut context = Context {
                root: effective,
                reader: &mut reader,
                forms: &mut forms,
                parameter_types: &mut parameter_types,
                described: &described,
                schemes: &schemes,
                methods: &mut methods,
                constants: &mut constants,
                types: &mut types,
                notes: &mut own,
                uses: BTreeSet::new(),
            };
            let lowered = operation::lower(&mut context, node);
            let needed = context.uses;
            uses.extend(needed.iter().cloned());
            let module = tags.add(effective, node.value, needed, &mut types);
            handlers.push(json!({ "method": method.to_ascii_uppercase(), "module": module, "handler": lowered["method"] }));
            operations.push((path.to_owned(), method, module, lowered));
            notes.push(own);
        }
        routes.extend(route(path, item.value, &handlers));
    }
    if operations.is_empty() {
        general.refuse(
            &Pointer::from("/paths"),
            "the document has no operation",
            "describe at least one",
        );
    }
    let mut models = Models::of(&reader.types, &parameter_types);
    let rendered = models.rendered();
    let tables = forms.tables(&reader.types);
    uses.extend(models.uses.iter().cloned());
    let (model_uses, endless) = (models.uses.clone(), models.endless().to_vec());
    let mut extension = crate_extension(
        effective,
        &operations,
        &rendered,
        &schemes,
        &reader,
        (&uses, tables),
    );
    extension["modelUses"] = imports(&model_uses).into();
    extension["tags"] = tags.all().into();
    extension["routes"] = routes.into();
    for id in endless {
        let at = reader.types.types[id].at.clone();
        reader.notes[id].refuse(
            &at,
            "a choice that is one of its own alternatives",
            "take it out of its own `oneOf` or `anyOf`",
        );
    }
    let mut findings = general.findings;
    let mut refused = Vec::new();
    for ((path, method, ..), own) in operations.iter().zip(notes) {
        let concerning = reader.concerning(own);
        findings.extend(concerning.iter().cloned());
        let of_severity = |finding: &Finding| finding.severity == Severity::Refused;
        let own: Vec<_> = concerning.into_iter().filter(of_severity).collect();
        if !own.is_empty() {
            refused.push(Refused {
                path: path.clone(),
                method: (*method).to_owned(),
                findings: own,
            });
        }
    }
    let mut seen = HashSet::new();
    findings.retain(|finding| seen.insert((finding.pointer.clone(), finding.reason.clone())));
    let document = carrier(operations, &tags, extension);
    Lowered {
        document,
        findings,
        refused,
    }
}

/// What the router needs of a path.
fn route(path: &str, item: &Value, handlers: &[Value]) -> Option<Value> {
    let mut allow = Vec::new();
    for method in handlers
        .iter()
        .filter_map(|handler| handler["method"].as_str())
    {
        allow.push(method);
        // axum answers HEAD where it answers GET.
        if method == "GET" && item.get("head").is_none() {
            allow.push("HEAD");
        }
    }
    let route =
        json!({ "path": literal(path), "allow": literal(&allow.join(", ")), "methods": handlers });
    (!handlers.is_empty()).then_some(route)
}

/// The document that carries the extensions through the generator: operations in their tags, and nothing else for it to trip over.
fn carrier(operations: Vec<Operation>, tags: &Tags, extension: Value) -> Value {
    let mut paths = Map::new();
    for (index, (_, method, module, mut lowered)) in operations.into_iter().enumerate() {
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
fn same_route(effective: &Value) -> HashMap<String, String> {
    let mut first = HashMap::new();
    let mut twins = HashMap::new();
    for item in path_items(effective) {
        let blank = |segment| {
            if str::starts_with(segment, '{') {
                "{}"
            } else {
                segment
            }
        };
        let shape = item
            .path
            .split('/')
            .map(blank)
            .collect::<Vec<_>>()
            .join("/");
        match first.get(&shape) {
            Some(other) => {
                twins.insert(item.path.to_owned(), String::clone(other));
            }
            None => {
                first.insert(shape, item.path.to_owned());
            }
        }
    }
    twins
}
