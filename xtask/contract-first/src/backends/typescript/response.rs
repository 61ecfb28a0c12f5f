//! What a call gives: its success, its errors, and the responses that are documented.

use serde::Serialize;

use super::contents::{Place, bodies, body_type};
use super::language::wrapped_docs;
use super::text::{bracketed, comment, listed, union};
use crate::backend::Fragment;
use crate::backend::client::language::Types;
use crate::backend::client::operation::{ClientOperation, ClientOutcome};

/// What the method of a call gives.
pub enum Success {
    /// No body: there is no success, or a single one without.
    Nothing,
    /// The body of the only success.
    Body(Fragment),
    /// One of several, told apart by their statuses: their type, as `client.ts` reaches it.
    Several(String),
}

/// One of several successes.
#[derive(Serialize)]
pub struct Alternative {
    status: String,
    pub body: Fragment,
}

/// The class of an error.
#[derive(Serialize)]
pub struct ErrorClass<'c> {
    pub name: &'c str,
    docs: Vec<String>,
    status: String,
    pub body: Fragment,
}

impl Success {
    pub fn of(operation: &ClientOperation) -> Self {
        let mut successes = operation.successes();
        match (successes.next(), successes.next()) {
            (Some(_), Some(_)) => Self::Several(format!("operations.{}", operation.success_type)),
            (Some(only), None) => body_type(only, Place::Client).map_or(Self::Nothing, Self::Body),
            (None, _) => Self::Nothing,
        }
    }

    /// Its type.
    pub fn kind(&self) -> &str {
        match self {
            Self::Nothing => "void",
            Self::Body(kind) => &kind.text,
            Self::Several(name) => name,
        }
    }

    /// The body, where it is one's alone.
    pub fn body(&self) -> Option<&Fragment> {
        match self {
            Self::Body(kind) => Some(kind),
            Self::Nothing | Self::Several(_) => None,
        }
    }

    /// What the method gives back, of the `response` that it got; `None` where that is nothing.
    pub fn value(&self) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::Body(kind) => Some(format!("response.body as {}", kind.text)),
            Self::Several(name) => Some(format!("response as {name}")),
        }
    }
}

impl Alternative {
    /// The successes of a call that has several.
    pub fn all(operation: &ClientOperation) -> Vec<Self> {
        let successes = operation.successes();
        let all = successes.map(|outcome| Self {
            status: status(outcome),
            body: declared(outcome),
        });
        match operation.successes().count() {
            0 | 1 => Vec::new(),
            _ => all.collect(),
        }
    }
}

impl<'c> ErrorClass<'c> {
    /// Those of a call.
    pub fn all(operation: &'c ClientOperation) -> Vec<Self> {
        let named = |outcome: &'c ClientOutcome| Some((outcome, outcome.error_type.as_deref()?));
        let classes = operation.errors().filter_map(named);
        let classes = classes.map(|(outcome, name)| Self {
            name,
            docs: comment(&wrapped_docs(&text(outcome), 0)),
            status: status(outcome),
            body: declared(outcome),
        });
        classes.collect()
    }
}

/// The type and the value that stand for all errors of a call; nothing where there are none.
pub fn group(name: &str, errors: &[ErrorClass]) -> Vec<String> {
    if errors.is_empty() {
        return Vec::new();
    }
    let names: Vec<_> = errors.iter().map(|class| class.name.to_owned()).collect();
    let mut lines = union(name, &names);
    lines.push(String::new());
    let before = format!("export const {name} = errorGroup<{name}>([");
    lines.extend(bracketed(&before, &names, "]);"));
    lines
}

/// What the document says of an error, after its status.
fn text(outcome: &ClientOutcome) -> String {
    let response = outcome.outcome.response;
    let status = match response.code.as_str() {
        "default" => "Any other status",
        code => code,
    };
    match response.description.trim_end().trim_end_matches(':') {
        "" => status.to_owned(),
        description => format!("{status}: {description}"),
    }
}

/// The type of a status: itself, where there is one only.
fn status(outcome: &ClientOutcome) -> String {
    match outcome.outcome.statuses {
        (least, most) if least == most => least.to_string(),
        _ => "number".to_owned(),
    }
}

fn declared(outcome: &ClientOutcome) -> Fragment {
    body_type(outcome, Place::Operations).unwrap_or_else(|| Fragment::plain("undefined"))
}

/// What `operation.ts` calls a documented response.
pub fn responses(operation: &ClientOperation, types: &Types) -> Vec<String> {
    let lines = operation.outcomes.iter().flat_map(|outcome| {
        let (least, most) = outcome.outcome.statuses;
        let mut parts = vec![format!("least: {least}"), format!("most: {most}")];
        parts.push(format!("bodies: {}", bodies(types, outcome)));
        let error = outcome.error_type.as_ref();
        parts.extend(error.map(|error| format!("error: {error}")));
        listed("{", &parts, "},")
    });
    lines.collect()
}
