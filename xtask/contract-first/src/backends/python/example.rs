use serde_json::Value;

use super::call::items;
use super::language::Python;
use crate::backend::client::language::{Language as _, Types};
use crate::backend::client::sample::{Sample, shown};
use crate::model::{Contract, TypeDef};

/// Longest line, in characters.
const WIDTH: usize = 100;

/// Writes a sample, and gathers what it imports.
struct Writer<'w> {
    types: &'w Types<'w>,
    models: &'w Value,
    own: Vec<String>,
    uuid: bool,
}

/// A program that makes a call, line by line, and the call's name.
pub fn example(contract: &Contract, types: &Types, extension: &Value) -> (Vec<String>, Value) {
    let found = shown(contract).and_then(|(operation, sample)| {
        let mut all = items(&extension["operations"]);
        Some((all.find(|one| one["rawId"] == operation.id)?, sample))
    });
    let Some((operation, sample)) = found else {
        return (Vec::new(), Value::Bool(false));
    };
    let text = |key: &str| operation[key].as_str().unwrap_or_default();
    let mut writer = Writer {
        types,
        models: &extension["types"],
        own: vec!["Client".to_owned(), text("errorType").to_owned()],
        uuid: false,
    };
    let argument = sample
        .map(|sample| writer.write(&sample))
        .unwrap_or_default();
    let mut lines = Vec::new();
    if writer.uuid {
        lines.extend(["from uuid import UUID".to_owned(), String::new()]);
    }
    writer.own.sort();
    writer.own.dedup();
    let module = extension["module"].as_str().unwrap_or_default();
    lines.push(format!("from {module} import {}", writer.own.join(", ")));
    lines.extend([
        String::new(),
        format!(
            "with Client() as client:{}",
            credentials(operation, extension)
        ),
    ]);
    lines.push("    try:".to_owned());
    let call = format!("        answer = client.{}(", text("name"));
    if call.chars().count() + argument.chars().count() < WIDTH {
        lines.push(format!("{call}{argument})"));
    } else {
        lines.extend([
            call,
            format!("            {argument}"),
            "        )".to_owned(),
        ]);
    }
    lines.extend([
        "        print(answer)".to_owned(),
        format!("    except {} as error:", text("errorType")),
        "        print(error.status, error.message, error.request_id)".to_owned(),
    ]);
    (lines, operation["name"].clone())
}

/// A comment that says where the credentials come from.
fn credentials(operation: &Value, extension: &Value) -> String {
    let schemes = items(&operation["security"]).flat_map(|one| items(&one["schemes"]));
    let variable = |scheme: &Value| {
        let index = usize::try_from(scheme["index"].as_u64()?).ok()?;
        extension["schemes"][index]["variable"].as_str()
    };
    let mut variables: Vec<_> = schemes.filter_map(variable).collect();
    variables.dedup();
    match variables.as_slice() {
        [] => String::new(),
        [first, ..] => format!("  # {first} is in the environment"),
    }
}

impl Writer<'_> {
    fn write(&mut self, sample: &Sample) -> String {
        match sample {
            Sample::Null => "None".to_owned(),
            Sample::Boolean(value) => Python.literal(&(*value).into()),
            Sample::Integer(value) => value.to_string(),
            Sample::Number(value) => value.to_string(),
            Sample::Text(value) => Python.text(value),
            Sample::Uuid(value) => {
                self.uuid = true;
                format!("UUID({})", Python.text(value))
            }
            Sample::List(list) => {
                let list: Vec<_> = list.iter().map(|one| self.write(one)).collect();
                format!("[{}]", list.join(", "))
            }
            Sample::Map => "{}".to_owned(),
            Sample::Object(id, fields) => {
                let model = self.model(*id);
                let written: Vec<_> = fields
                    .iter()
                    .map(|(place, value)| {
                        let name = model["object"]["fields"][*place]["name"].as_str();
                        format!("{}={}", name.unwrap_or_default(), self.write(value))
                    })
                    .collect();
                self.own.push(self.types.names[*id].clone());
                format!("{}({})", self.types.names[*id], written.join(", "))
            }
            Sample::Enumeration(id, place) => {
                let value = &self.model(*id)["enumeration"]["values"][*place];
                let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
                let several = match &self.types.registry.types[*id].definition {
                    TypeDef::Enumeration(values) => values.len() > 1,
                    _ => false,
                };
                if several && value["rawValue"].is_string() {
                    self.own.push(self.types.names[*id].clone());
                    format!("{}.{}", self.types.names[*id], text("name"))
                } else {
                    text("literal")
                }
            }
            Sample::Choice(_, _, inner) => self.write(inner),
        }
    }

    fn model(&self, id: usize) -> Value {
        let name = &self.types.names[id];
        let found = items(self.models).find(|model| model["name"] == *name);
        found.cloned().unwrap_or_default()
    }
}
