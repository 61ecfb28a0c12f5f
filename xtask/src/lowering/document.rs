use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::docs;
use super::names::{Scope, imports, literal};
use super::operation::{self, Context, Place};
use super::schema::Schemas;
use super::security::Schemes;
use super::tag::Tags;
use crate::lint::{Finding, Pointer};

/// The methods that a path item may have, in the order that answers name them.
const METHODS: [&str; 8] = [
    "get", "head", "post", "put", "patch", "delete", "options", "trace",
];

/// The extension that our templates read.
const EXTENSION: &str = "x-rust";

/// The outcome of lowering.
pub struct Lowered {
    /// The document that the generator reads; right only when there are no findings.
    pub document: Value,
    /// What could not be carried over.
    pub findings: Vec<Finding>,
}

/// Lowers the effective document. Every operation in it has an `operationId`.
pub fn lower(effective: &Value) -> Lowered {
    let mut findings = Vec::new();
    if effective.get("webhooks").is_some() {
        findings.push(Finding::new(
            &Pointer::from("/webhooks"),
            "the stub receives no webhooks",
            "leave them out",
        ));
    }
    let schemes = Schemes::read(effective, &mut findings);
    let mut schemas = Schemas::new(effective);
    let mut methods = Scope::default();
    let mut types = Scope::default();
    let mut tags = Tags::default();
    let mut routes = Vec::new();
    let mut operations = Vec::new();
    for (path, item) in effective["paths"].as_object().into_iter().flatten() {
        let at = Pointer::from("/paths").child(path);
        if item.get("$ref").is_some() {
            findings.push(Finding::new(
                &at,
                "a path that stands elsewhere",
                "write the path item here",
            ));
        }
        let mut handlers = Vec::new();
        for method in METHODS {
            let Some(operation) = item.get(method) else {
                continue;
            };
            let place = Place {
                path,
                method,
                item,
                at: at.child(method),
            };
            let mut context = Context {
                root: effective,
                schemas: &mut schemas,
                schemes: &schemes,
                methods: &mut methods,
                types: &mut types,
                findings: &mut findings,
                uses: Default::default(),
            };
            let lowered = operation::lower(&mut context, operation, &place);
            let uses = context.uses;
            let module = tags.add(
                effective,
                operation,
                uses,
                &mut types,
                &place.at,
                &mut findings,
            );
            handlers.push(json!({ "method": method.to_ascii_uppercase(), "module": module, "handler": lowered["method"] }));
            operations.push((path.clone(), method, module, lowered));
        }
        if !handlers.is_empty() {
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
            routes.push(json!({ "path": literal(path), "allow": literal(&allow.join(", ")), "methods": handlers }));
        }
    }
    same_route(effective, &mut findings);
    if operations.is_empty() {
        findings.push(Finding::new(
            &Pointer::from("/paths"),
            "the document has no operation",
            "describe at least one",
        ));
    }
    let (models, uses) = schemas.models(&mut findings);
    let mut extension = crate_extension(effective, &operations, &models, &schemes, &schemas);
    extension["modelUses"] = imports(&uses).into();
    extension["tags"] = tags.all().into();
    extension["routes"] = routes.into();
    let document = carrier(effective, operations, &tags, extension);
    Lowered { document, findings }
}

/// The document that carries the extensions through the generator: operations in their tags, and nothing else for it to trip over.
fn carrier(effective: &Value, operations: Vec<Operation>, tags: &Tags, extension: Value) -> Value {
    let mut paths = Map::new();
    for (index, (_, method, module, mut lowered)) in operations.into_iter().enumerate() {
        lowered.insert("tag".to_owned(), tags.of(&module));
        lowered.insert("anySecured".to_owned(), extension["secured"].clone());
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
        "info": { "title": effective["info"]["title"], "version": effective["info"]["version"] },
        "paths": paths,
        EXTENSION: extension,
    })
}

/// Two paths that differ in the names of their placeholders only are one route.
fn same_route(effective: &Value, findings: &mut Vec<Finding>) {
    let mut seen = BTreeMap::new();
    for path in effective["paths"]
        .as_object()
        .into_iter()
        .flat_map(Map::keys)
    {
        let blank = |segment| {
            if str::starts_with(segment, '{') {
                "{}"
            } else {
                segment
            }
        };
        let shape = path.split('/').map(blank).collect::<Vec<_>>().join("/");
        if let Some(other) = seen.insert(shape, path) {
            findings.push(Finding::new(
                &Pointer::from("/paths").child(path),
                format!("the same route as `{other}`"),
                "write both under one path",
            ));
        }
    }
}

type Operation = (String, &'static str, String, Map<String, Value>);

/// What the templates of the crate as a whole read.
fn crate_extension(
    effective: &Value,
    operations: &[Operation],
    models: &[Value],
    schemes: &Schemes,
    schemas: &Schemas,
) -> Value {
    let any = |test: &dyn Fn(&Map<String, Value>) -> bool| {
        operations.iter().any(|(.., lowered)| test(lowered))
    };
    let located = |place: &str| {
        any(&|lowered| {
            let fields = lowered["parameters"]["fields"].as_array();
            fields
                .into_iter()
                .flatten()
                .any(|field| field["location"] == place)
        })
    };
    let of = |kind: &str, test: &dyn Fn(&Value) -> bool| {
        models.iter().any(|model| model.get(kind).is_some_and(test))
    };
    let objects = of("object", &|model| model["request"] == true);
    let both = of("object", &|model| {
        model["request"] == true && model["response"] == true
    });
    let optionals = of("object", &|model| {
        model["request"] == true
            && model["fields"]
                .as_array()
                .into_iter()
                .flatten()
                .any(|field| field["optional"] == true)
    });
    let secured = any(&|lowered| lowered["authenticated"] != false);
    let parameters = any(&|lowered| lowered["parameters"] != false);
    let bodies = any(&|lowered| lowered["body"] != false);
    let answers = any(&|lowered| {
        lowered["responses"]
            .as_array()
            .into_iter()
            .flatten()
            .any(|response| response["json"] == true)
    });
    let authorization: Vec<_> = schemes
        .authorization
        .iter()
        .map(|word| literal(word))
        .collect();
    json!({
        "docs": head(effective),
        "title": literal(&docs::lines(effective["info"]["title"].as_str().unwrap_or_default()).join(" ")),
        "version": semantic(effective["info"]["version"].as_str().unwrap_or_default()),
        "license": effective["info"]["license"]["identifier"].as_str().map_or(Value::Bool(false), |text| literal(text).into()),
        "schemes": schemes.rendered,
        "authorization": if authorization.is_empty() || !secured { Value::Bool(false) } else { format!("[{}]", authorization.join(", ")).into() },
        "secured": secured,
        "mandatory": any(&|lowered| lowered["authenticated"]["required"] == true),
        "parameters": parameters,
        "paths": located("path"),
        "queries": located("query"),
        "bodies": bodies,
        "answers": answers,
        "objects": objects,
        "optionals": optionals,
        "both": both,
        "json": bodies || answers || objects,
        "checked": bodies || parameters,
        "validated": bodies || parameters || objects,
        "uris": schemas.uses("crate::uri::Uri"),
        "uuids": schemas.uses("uuid::Uuid"),
        "serialized": schemas.uses("crate::uri::Uri") || answers || bodies || !models.is_empty(),
        "renamed": renamed(models, operations),
        "models": models,
        "modelled": !models.is_empty(),
    })
}

/// Fields whose name on the wire is another than in Rust, for messages about what stands inside of them.
fn renamed(models: &[Value], operations: &[Operation]) -> Vec<Value> {
    let of_models = models
        .iter()
        .filter_map(|model| model["object"]["fields"].as_array());
    let of_parameters = operations
        .iter()
        .filter_map(|(.., lowered)| lowered["parameters"]["fields"].as_array());
    let names: BTreeMap<_, _> = of_models
        .chain(of_parameters)
        .flatten()
        .filter_map(|field| Some((field["name"].as_str()?, field["wire"].as_str()?)))
        .filter(|(name, wire)| name != wire)
        .collect();
    let literals = names
        .into_iter()
        .map(|(name, wire)| json!({ "name": literal(name), "wire": literal(wire) }));
    literals.collect()
}

fn head(effective: &Value) -> Vec<String> {
    let text = |key: &str| effective["info"][key].as_str().unwrap_or_default();
    let mut lines = docs::lines(&format!("{} {}", text("title"), text("version")));
    let description = docs::lines(text("description"));
    if !description.is_empty() {
        lines.push(String::new());
        lines.extend(description);
    }
    lines
}

/// A version that cargo takes: the document's where it is semantic, else `0.0.0` with the document's as build metadata.
fn semantic(version: &str) -> String {
    let numbers: Vec<_> = version.split('.').collect();
    let number = |part: &&str| {
        part.parse::<u64>()
            .is_ok_and(|value| value.to_string() == **part)
    };
    if numbers.len() == 3 && numbers.iter().all(number) {
        return version.to_owned();
    }
    let metadata: String = version
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    format!("0.0.0+{}", metadata.trim_matches('-'))
}
