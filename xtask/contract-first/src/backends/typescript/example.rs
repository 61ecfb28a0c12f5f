//! The example of the README: a call, and what becomes of its errors.

use serde_json::{Value, json};

use super::text::{listed, literal, literal_key};
use crate::backend::client::language::Types;
use crate::backend::client::sample::{Sample, shown};
use crate::model::{Contract, TypeDef};

/// Its lines; `false` where there is nothing to call.
pub fn example(contract: &Contract, types: &Types, extension: &Value) -> Value {
    let Some((operation, sample)) = shown(contract) else {
        return false.into();
    };
    let mut all = extension["operations"].as_array().into_iter().flatten();
    let Some(rendered) = all.find(|one| one["rawId"] == operation.id) else {
        return false.into();
    };
    let text = |key: &str| rendered[key].as_str().unwrap_or_default();
    let mut arguments = Vec::new();
    if let Some(sample) = &sample {
        arguments.extend((rendered["parametrised"] == true).then(|| "{}".to_owned()));
        arguments.push(written(types, sample));
    }
    let failing = rendered["typescript"]["group"].is_object();
    let group = text("errorType");
    let mut names = vec!["Client".to_owned()];
    names.extend(failing.then(|| group.to_owned()));
    let package = extension["package"].as_str().unwrap_or_default();
    let mut lines = listed("import {", &names, &format!("}} from \"{package}\";"));
    lines.extend([String::new(), "const client = new Client();".to_owned()]);
    let call = format!("await client.{}({})", text("name"), arguments.join(", "));
    let call = match super::operation::answer_type(rendered).as_str() {
        "void" => vec![format!("{call};")],
        _ => vec![
            format!("const answer = {call};"),
            "console.log(answer);".to_owned(),
        ],
    };
    if failing {
        lines.push("try {".to_owned());
        lines.extend(call.iter().map(|line| format!("  {line}")));
        lines.extend([
            "} catch (error) {".to_owned(),
            format!("  if (!(error instanceof {group})) throw error;"),
            "  console.error(error.status, error.message, error.requestId);".to_owned(),
            "}".to_owned(),
        ]);
    } else {
        lines.extend(call);
    }
    json!({ "lines": lines })
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
