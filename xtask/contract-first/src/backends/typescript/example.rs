//! The example of the README: a call, and what becomes of its errors.

use serde::Serialize;
use serde_json::Value;

use super::response::Success;
use super::text::{listed, literal, literal_key};
use crate::backend::client::language::Types;
use crate::backend::client::operation::ClientOperation;
use crate::backend::client::package::ClientPackage;
use crate::backend::client::sample::{Sample, shown};
use crate::model::TypeDef;

/// The example.
#[derive(Serialize)]
pub struct Example {
    lines: Vec<String>,
}

impl Example {
    /// `None` where there is nothing to call.
    pub fn of(client: &ClientPackage) -> Option<Self> {
        let (described, sample) = shown(client.contract)?;
        let mut all = client.operations.iter();
        let operation = all.find(|operation| std::ptr::eq(operation.described, described))?;
        let failing = operation.errors().next().is_some();
        let error = failing.then_some(operation.error_type.as_str());
        let names = ["Client"].into_iter().chain(error).map(str::to_owned);
        let package = format!("}} from \"{}\";", client.package.name);
        let mut lines = listed("import {", &names.collect::<Vec<_>>(), &package);
        lines.extend([String::new(), "const client = new Client();".to_owned()]);
        let call = call(client.types, operation, sample.as_ref());
        match error {
            Some(error) => lines.extend(guarded(&call, error)),
            None => lines.extend(call),
        }
        Some(Self { lines })
    }
}

fn call(types: &Types, operation: &ClientOperation, sample: Option<&Sample>) -> Vec<String> {
    let mut arguments = Vec::new();
    if let Some(sample) = sample {
        arguments.extend((!operation.parameters.is_empty()).then(|| "{}".to_owned()));
        arguments.push(written(types, sample));
    }
    let call = format!("await client.{}({})", operation.name, arguments.join(", "));
    match Success::of(operation) {
        Success::Nothing => vec![format!("{call};")],
        Success::Body(_) | Success::Several(_) => vec![
            format!("const response = {call};"),
            "console.log(response);".to_owned(),
        ],
    }
}

/// The call, and what becomes of its errors.
fn guarded(call: &[String], error: &str) -> Vec<String> {
    let mut lines = vec!["try {".to_owned()];
    lines.extend(call.iter().map(|line| format!("  {line}")));
    lines.extend([
        "} catch (error) {".to_owned(),
        format!("  if (!(error instanceof {error})) throw error;"),
        "  console.error(error.status, error.message, error.requestId);".to_owned(),
        "}".to_owned(),
    ]);
    lines
}

fn written(types: &Types, sample: &Sample) -> String {
    match sample {
        Sample::Null => "null".to_owned(),
        Sample::Boolean(value) => value.to_string(),
        Sample::Integer(value) => value.to_string(),
        Sample::Number(value) => value.to_string(),
        Sample::Text(text) | Sample::Uuid(text) => literal(text),
        Sample::Map => "{}".to_owned(),
        Sample::List(items) => {
            let items: Vec<_> = items.iter().map(|item| written(types, item)).collect();
            format!("[{}]", items.join(", "))
        }
        Sample::Object(id, values) => object(types, *id, values, None),
        Sample::Enumeration(id, place) => match &types.registry.types[*id].definition {
            TypeDef::Enumeration(values) => match &values[*place] {
                Value::String(text) => literal(text),
                value => value.to_string(),
            },
            _ => "null".to_owned(),
        },
        Sample::Choice(id, place, inner) => {
            let TypeDef::Union(union) = &types.registry.types[*id].definition else {
                return written(types, inner);
            };
            let tag = union
                .tag
                .as_deref()
                .zip(union.variants[*place].tags.first());
            match inner.as_ref() {
                Sample::Object(id, values) => object(types, *id, values, tag),
                inner => written(types, inner),
            }
        }
    }
}

/// An object; the property that names its variant says so.
fn object(
    types: &Types,
    id: usize,
    values: &[(usize, Sample)],
    tag: Option<(&str, &String)>,
) -> String {
    let TypeDef::Struct { fields, .. } = &types.registry.types[id].definition else {
        return "{}".to_owned();
    };
    let members = values.iter().map(|(place, value)| {
        let wire = fields[*place].wire.as_str();
        let value = match tag {
            Some((property, value)) if property == wire => literal(value),
            _ => written(types, value),
        };
        format!("{}: {value}", literal_key(wire))
    });
    let members: Vec<_> = members.collect();
    if members.is_empty() {
        return "{}".to_owned();
    }
    format!("{{ {} }}", members.join(", "))
}
