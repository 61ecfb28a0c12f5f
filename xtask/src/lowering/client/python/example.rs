use serde_json::Value;

use super::call::items;
use super::language::Python;
use crate::lowering::client::contract::Contract;
use crate::lowering::client::language::{Language, Types};
use crate::lowering::schema::{Definition, Kind, Shape};

/// Longest line, in characters.
const WIDTH: usize = 100;

/// How deep a value of the example may be.
const DEEPEST: usize = 8;

/// Writes values that the document gives as examples, or others of the type.
struct Sampler<'s, 'a> {
    contract: &'s Contract<'a>,
    types: &'s Types<'s, 'a>,
    /// What the example imports, of the package and of others.
    own: Vec<String>,
    others: Vec<&'static str>,
}

/// A program that makes the first call, line by line.
pub fn example(contract: &Contract, types: &Types, extension: &Value) -> Vec<String> {
    let (Some(operation), Some(rendered)) = (
        contract.operations.first(),
        items(&extension["operations"]).next(),
    ) else {
        return Vec::new();
    };
    let text = |key: &str| rendered[key].as_str().unwrap_or_default();
    let mut sampler = Sampler {
        contract,
        types,
        own: vec!["Client".to_owned(), text("errorType").to_owned()],
        others: Vec::new(),
    };
    let mut arguments = Vec::new();
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        arguments.push(sampler.value(&body.content.shape, &Value::Null, 0));
    }
    for (parameter, named) in operation
        .parameters
        .iter()
        .zip(items(&rendered["parameters"]))
    {
        if parameter.required {
            let name = named["name"].as_str().unwrap_or_default();
            let value = sampler.value(&parameter.shape, &Value::Null, 0);
            arguments.push(format!("{name}={value}"));
        }
    }
    let mut lines: Vec<_> = sampler.others.iter().map(|&line| line.to_owned()).collect();
    lines.extend((!lines.is_empty()).then(String::new));
    sampler.own.sort();
    sampler.own.dedup();
    let module = extension["module"].as_str().unwrap_or_default();
    lines.push(format!("from {module} import {}", sampler.own.join(", ")));
    let variables: Vec<_> = items(&rendered["security"])
        .flat_map(|alternative| items(&alternative["schemes"]))
        .filter_map(|scheme| {
            extension["schemes"][scheme["index"].as_u64()? as usize]["variable"].as_str()
        })
        .collect();
    let comment = match variables.is_empty() {
        true => String::new(),
        false => format!(
            "  # credentials: {} in the environment",
            variables.join(" or ")
        ),
    };
    lines.extend([
        String::new(),
        format!("with Client() as client:{comment}"),
        "    try:".to_owned(),
    ]);
    let call = format!("        answer = client.{}(", text("name"));
    let short = format!("{call}{})", arguments.join(", "));
    if short.chars().count() <= WIDTH {
        lines.push(short);
    } else {
        lines.push(call);
        let arguments = arguments.iter();
        lines.extend(arguments.map(|argument| format!("            {argument},")));
        lines.push("        )".to_owned());
    }
    lines.extend([
        "        print(answer)".to_owned(),
        format!("    except {} as error:", text("errorType")),
        "        print(error.status, error.message, error.request_id)".to_owned(),
    ]);
    lines
}

impl Sampler<'_, '_> {
    fn value(&mut self, shape: &Shape, schema: &Value, depth: usize) -> String {
        let given = [
            &schema["example"],
            &schema["examples"][0],
            &schema["default"],
        ];
        let given = given
            .into_iter()
            .find(|value| !value.is_null() && !value.is_object() && !value.is_array());
        match (&shape.kind, given) {
            (Kind::Named(id), _) if depth < DEEPEST => self.named(*id, depth),
            (Kind::Uuid, given) => {
                self.other("from uuid import UUID");
                let given = given
                    .cloned()
                    .unwrap_or("7d444840-9dc0-11d1-b245-5ffdce74fad2".into());
                format!("UUID({})", Python.literal(&given))
            }
            (Kind::String, given) if matches!(shape.format, Some("date" | "date-time")) => {
                let (class, import, usual) = match shape.format {
                    Some("date") => ("date", "from datetime import date", "2026-01-31"),
                    _ => (
                        "datetime",
                        "from datetime import datetime",
                        "2026-01-31T12:00:00+00:00",
                    ),
                };
                self.other(import);
                let given = given.cloned().unwrap_or(usual.into());
                format!("{class}.fromisoformat({})", Python.literal(&given))
            }
            (_, Some(given)) => Python.literal(given),
            (Kind::Uri, _) => Python.text("https://example.com/"),
            (Kind::String, _) => Python.text("text"),
            (Kind::Boolean, _) => "True".to_owned(),
            (Kind::Integer32 | Kind::Integer64, _) => "1".to_owned(),
            (Kind::Number, _) => "1.5".to_owned(),
            (Kind::Array(items), _) if depth < DEEPEST => {
                format!("[{}]", self.value(items, &schema["items"], depth + 1))
            }
            (Kind::Array(_), _) => "[]".to_owned(),
            (Kind::Map(_), _) => "{}".to_owned(),
            _ => "None".to_owned(),
        }
    }

    fn named(&mut self, id: usize, depth: usize) -> String {
        let entry = &self.types.library.entries[id];
        let name = &self.types.names[id];
        let pointer = entry.at.to_string();
        let schema = self.contract.root.pointer(&pointer).unwrap_or(&Value::Null);
        match &entry.definition {
            Definition::Struct { fields, .. } => {
                let mut names = Python.names(&[]);
                let mut written = Vec::new();
                for field in fields {
                    let name = names.unique(&Python.value(&field.wire), Python.separator());
                    if field.required {
                        let value =
                            self.value(&field.shape, &schema["properties"][&field.wire], depth + 1);
                        written.push(format!("{name}={value}"));
                    }
                }
                self.own.push(name.clone());
                format!("{name}({})", written.join(", "))
            }
            Definition::Enumeration(values) => match values.as_slice() {
                [Value::String(first), _, ..] if values.iter().all(Value::is_string) => {
                    self.own.push(name.clone());
                    format!("{name}.{}", Python.variant(first))
                }
                [first, ..] => Python.literal(first),
                [] => "None".to_owned(),
            },
            Definition::Union(union) => match union.variants.first() {
                Some(first) => self.value(&first.shape, &Value::Null, depth + 1),
                None => "None".to_owned(),
            },
            Definition::Alias(shape) => self.value(shape, schema, depth + 1),
        }
    }

    fn other(&mut self, import: &'static str) {
        if !self.others.contains(&import) {
            self.others.push(import);
        }
    }
}
