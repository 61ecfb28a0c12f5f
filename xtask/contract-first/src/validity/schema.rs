//! The document against the official JSON Schema of its OpenAPI version.

use std::collections::HashSet;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{JsonType, ValidationError, Validator};
use serde_json::{Value, json};

use crate::diagnostic::Diagnostic;
use crate::diagnostic::constructs::document as rows;
use crate::document::Pointer;

/// Maximum length of a quotation from the document in a reason, in characters.
const MAX_VALUE_LENGTH: usize = 80;

/// What a single value can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// A string.
    Text,
    /// A number, whole or not.
    Number,
    /// `true` or `false`.
    Boolean,
}

/// Single values that must be of another type, and of which.
pub fn scalars(document: &Value) -> Vec<(Pointer, Scalar)> {
    let validator = validator(document);
    let (mut found, mut seen) = (Vec::new(), HashSet::new());
    for error in validator.iter_errors(document) {
        for error in innermost(&error) {
            let ValidationErrorKind::Type {
                kind: TypeKind::Single(kind),
            } = error.kind()
            else {
                continue;
            };
            let scalar = match kind {
                JsonType::String => Scalar::Text,
                JsonType::Integer | JsonType::Number => Scalar::Number,
                JsonType::Boolean => Scalar::Boolean,
                JsonType::Array | JsonType::Object | JsonType::Null => continue,
            };
            let at = Pointer::from(error.instance_path().as_str());
            if seen.insert(at.clone()) {
                found.push((at, scalar));
            }
        }
    }
    found
}

/// One finding for every place that the schema refuses.
pub fn findings(document: &Value) -> Vec<Diagnostic> {
    let version = document["openapi"].as_str().unwrap_or_default();
    let validator = validator(document);
    let mut findings = Vec::new();
    for error in validator.iter_errors(document) {
        let errors = innermost(&error).into_iter();
        findings.extend(errors.flat_map(|error| those_of(error, version)));
    }
    let mut seen = HashSet::new();
    findings.retain(|found| seen.insert((found.pointer().clone(), found.reason().to_owned())));
    findings
}

fn validator(document: &Value) -> Validator {
    let version = document["openapi"].as_str().unwrap_or_default();
    match version.starts_with("3.0.") {
        true => for_3_0(),
        false => for_3_1(),
    }
}

fn for_3_0() -> Validator {
    let schema: Value = serde_json::from_str(include_str!("../../schemas/openapi-3.0.json"))
        .expect("the vendored schema is JSON");
    jsonschema::draft4::new(&schema).expect("the vendored schema is a schema")
}

/// The 3.1 schema leaves Schema Objects open (`$dynamicRef: #meta`); the outer document here says
/// that they are JSON Schema 2020-12.
fn for_3_1() -> Validator {
    let schema: Value = serde_json::from_str(include_str!("../../schemas/openapi-3.1.json"))
        .expect("the vendored schema is JSON");
    let id = schema["$id"]
        .as_str()
        .expect("the vendored schema has an id")
        .to_owned();
    let outer = json!({
        "$id": "urn:openapi-3.1-with-schemas",
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": id,
        "$defs": { "schema": {
            "$dynamicAnchor": "meta",
            "$ref": "https://json-schema.org/draft/2020-12/schema"
        } }
    });
    let registry = jsonschema::Registry::new()
        .add(&id, &schema)
        .expect("the vendored schema has a good id")
        .prepare()
        .expect("the vendored schema is complete");
    jsonschema::options()
        .with_registry(&registry)
        .build(&outer)
        .expect("the vendored schema is a schema")
}

fn those_of(error: &ValidationError<'_>, version: &str) -> Vec<Diagnostic> {
    let at = Pointer::from(error.instance_path().as_str());
    let reason = match error.kind() {
        ValidationErrorKind::Required { property } => format!("{} is missing", named(property)),
        ValidationErrorKind::Type {
            kind: TypeKind::Single(kind),
        } => format!("it must be {}", article(*kind)),
        ValidationErrorKind::OneOfNotValid { context } | ValidationErrorKind::AnyOf { context } => {
            match one_of_missing(context) {
                Some(keys) => format!("one of {keys} is required"),
                None => "it matches none of the forms that are allowed here".to_owned(),
            }
        }
        ValidationErrorKind::OneOfMultipleValid { .. } => {
            "it matches several forms, but only one is allowed".to_owned()
        }
        _ => shortened(&error.masked_with("it").to_string()),
    };
    let unexpected = unexpected(error);
    if unexpected.is_empty() {
        return vec![finding(at, &reason, version)];
    }
    let findings = unexpected
        .iter()
        .map(|key| finding(at.child(key), "this name is not allowed here", version));
    findings.collect()
}

/// The keys of which an object needs one, where that is all that its alternatives ask for.
fn one_of_missing(alternatives: &[Vec<ValidationError<'_>>]) -> Option<String> {
    let keys = alternatives.iter().map(|errors| match errors.as_slice() {
        [error] => match error.kind() {
            ValidationErrorKind::Required { property } => Some(named(property)),
            _ => None,
        },
        _ => None,
    });
    Some(keys.collect::<Option<Vec<_>>>()?.join(", "))
}

fn named(key: &Value) -> String {
    format!("`{}`", key.as_str().unwrap_or_default())
}

fn article(kind: JsonType) -> &'static str {
    match kind {
        JsonType::Array => "an array",
        JsonType::Boolean => "a boolean",
        JsonType::Integer => "an integer",
        JsonType::Null => "null",
        JsonType::Number => "a number",
        JsonType::Object => "an object",
        JsonType::String => "a string",
    }
}

fn finding(at: Pointer, reason: &str, version: &str) -> Diagnostic {
    let is_index = |step: &str| step.bytes().all(|byte| byte.is_ascii_digit());
    let steps = at.steps();
    // An index says little without what it is an index of.
    let part = match steps.as_slice() {
        [] => "the document".to_owned(),
        [.., list, index] if is_index(index) => format!("`{list}/{index}`"),
        [.., last] => format!("`{last}`"),
    };
    let help =
        format!("correct {part} in the published document, or with an action in the overlay");
    let found = rows::NOT_VALID.at(at);
    found
        .because(format!("not valid OpenAPI {version}: {reason}"))
        .with_help(help)
}

/// The keys of an object that it may not have.
fn unexpected<'e>(error: &'e ValidationError<'_>) -> &'e [String] {
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected }
        | ValidationErrorKind::UnevaluatedProperties { unexpected } => unexpected,
        _ => &[],
    }
}

/// When no alternative matches, the errors of the one that came closest, which is most likely the intended one.
fn innermost<'e>(error: &'e ValidationError<'e>) -> Vec<&'e ValidationError<'e>> {
    let (ValidationErrorKind::OneOfNotValid { context } | ValidationErrorKind::AnyOf { context }) =
        error.kind()
    else {
        return vec![error];
    };
    let depth = |error: &ValidationError<'_>| {
        let steps = error.instance_path().as_str().matches('/').count();
        steps + usize::from(!unexpected(error).is_empty())
    };
    let deepest = |errors: &Vec<&ValidationError<'_>>| {
        let depths = errors.iter().map(|error| depth(error));
        depths.max().unwrap_or_default()
    };
    let alternatives = context
        .iter()
        .map(|errors| errors.iter().flat_map(innermost).collect::<Vec<_>>());
    alternatives
        .max_by_key(deepest)
        .filter(|errors| deepest(errors) > depth(error))
        .unwrap_or_else(|| vec![error])
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= 2 * MAX_VALUE_LENGTH {
        return text.to_owned();
    }
    let start: String = text.chars().take(MAX_VALUE_LENGTH).collect();
    let rest: Vec<char> = text.chars().collect();
    let end: String = rest[rest.len() - MAX_VALUE_LENGTH..].iter().collect();
    format!("{start} ... {end}")
}
