use serde_json::{Value, json};

use crate::backend::client::language::{Language, Types};
use crate::backend::client::sample::{Sample, shown};
use crate::model::Contract;

/// The example of the README: the call, and what its errors are.
pub fn finish(contract: &Contract, types: &Types, extension: &mut Value) {
    let found = shown(contract);
    let rendered = found.as_ref().and_then(|(operation, sample)| {
        let all = extension["operations"].as_array()?;
        let rendered = all.iter().find(|one| one["rawId"] == operation.id)?;
        Some((rendered.clone(), sample))
    });
    let Some((operation, sample)) = rendered else {
        extension["rust"]["example"] = false.into();
        extension["rust"]["matched"] = false.into();
        return;
    };
    let writer = Writer {
        types,
        models: &extension["types"],
    };
    let mut lines = Vec::new();
    let mut arguments = Vec::new();
    let mut uses = String::new();
    if operation["parametrised"] == true {
        let parameters = operation["parametersType"].as_str().unwrap_or_default();
        uses.push_str(&format!(", operations::{parameters}"));
        arguments.push(format!("&{parameters}::default()"));
    }
    if let Some(sample) = sample {
        let mut written = Vec::new();
        writer.write(sample, "let body = ", ";", 0, &mut written);
        lines.extend(written);
        let mut named = Vec::new();
        writer.named(sample, &mut named);
        named.sort();
        named.dedup();
        match named.as_slice() {
            [] => {}
            [one] => uses.push_str(&format!(", models::{one}")),
            several => uses.push_str(&format!(", models::{{{}}}", several.join(", "))),
        }
        arguments.push("&body".to_owned());
    } else if operation["body"].is_object() {
        arguments.push("None".to_owned());
    }
    let name = operation["name"].as_str().unwrap_or_default();
    let call = format!("client.{name}({}).await?", arguments.join(", "));
    lines.push(format!("let answer = {call};"));
    lines.push("println!(\"{answer:?}\");".to_owned());
    extension["rust"]["example"] = json!({ "lines": lines, "uses": uses });
    extension["rust"]["matched"] = matched(&operation, extension["module"].as_str());
}

/// A function that tells the documented errors apart; the template's extension says `false` where there is none.
fn matched(operation: &Value, module: Option<&str>) -> Value {
    let errors = operation["errors"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    if errors.is_empty() {
        return false.into();
    }
    let module = module.unwrap_or_default();
    let error = operation["errorEnum"].as_str().unwrap_or_default();
    let mut lines = vec![
        format!("use {module}::{{Error, operations::{error}}};"),
        String::new(),
        format!("fn told(error: Error<{error}>) -> String {{"),
        "    match error {".to_owned(),
        "        Error::Status(failure) => match failure.body {".to_owned(),
    ];
    for one in errors {
        let name = one["name"].as_str().unwrap_or_default();
        let fields = if one["body"].is_object() { "(_)" } else { "" };
        let words = match one["code"].as_str() {
            Some("default") => "other",
            code => code.unwrap_or_default(),
        };
        lines.push(format!(
            "            {error}::{name}{fields} => format!(\"{words}: {{}}\", failure.message),"
        ));
    }
    let end = [
        "        },",
        "        other => other.to_string(),",
        "    }",
        "}",
    ];
    lines.extend(end.map(str::to_owned));
    json!({ "lines": lines })
}

struct Writer<'w> {
    types: &'w Types<'w>,
    /// The rendered types.
    models: &'w Value,
}

impl Writer<'_> {
    fn model(&self, id: usize) -> &Value {
        let all = self
            .models
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        let found = all.iter().find(|one| one["name"] == self.types.names[id]);
        found.unwrap_or(&Value::Null)
    }

    /// Lines of `before` value `after`.
    fn write(
        &self,
        sample: &Sample,
        before: &str,
        after: &str,
        indent: usize,
        lines: &mut Vec<String>,
    ) {
        let pad = " ".repeat(indent);
        let one = match sample {
            Sample::Object(id, values) => {
                let name = &self.types.names[*id];
                let fields = self.model(*id)["object"]["fields"].as_array();
                let fields = fields.map(Vec::as_slice).unwrap_or_default();
                if self.model(*id)["object"]["rustNew"].is_object() {
                    let arguments: Vec<_> =
                        values.iter().map(|(_, one)| self.inline(one)).collect();
                    let arguments = arguments.join(", ");
                    lines.push(format!("{pad}{before}{name}::new({arguments}){after}"));
                    return;
                }
                lines.push(format!("{pad}{before}{name} {{"));
                for (place, field) in fields.iter().enumerate() {
                    let name = field["name"].as_str().unwrap_or_default();
                    match values.iter().find(|(at, _)| *at == place) {
                        Some((_, value)) => {
                            self.write(value, &format!("{name}: "), ",", indent + 4, lines)
                        }
                        None => lines.push(format!("{pad}    {name}: None,")),
                    }
                }
                let rest = &self.model(*id)["object"]["rest"];
                if let Some(name) = rest["name"].as_str() {
                    lines.push(format!("{pad}    {name}: Default::default(),"));
                }
                lines.push(format!("{pad}}}{after}"));
                return;
            }
            Sample::List(items) => {
                let Some(item) = items.first() else {
                    lines.push(format!("{pad}{before}Vec::new(){after}"));
                    return;
                };
                self.write(
                    item,
                    &format!("{before}vec!["),
                    &format!("]{after}"),
                    indent,
                    lines,
                );
                return;
            }
            Sample::Choice(id, place, inner) => {
                let name = self.model(*id)["union"]["variants"][*place]["name"].as_str();
                let start = format!(
                    "{before}{}::{}(",
                    self.types.names[*id],
                    name.unwrap_or_default()
                );
                self.write(inner, &start, &format!("){after}"), indent, lines);
                return;
            }
            Sample::Null => "Default::default()".to_owned(),
            Sample::Boolean(value) => value.to_string(),
            Sample::Integer(value) => value.to_string(),
            Sample::Number(value) => format!("{value:?}"),
            Sample::Text(text) => format!("{}.to_owned()", super::Rust.text(text)),
            Sample::Uuid(text) => format!("{}.parse()?", super::Rust.text(text)),
            Sample::Map => "Default::default()".to_owned(),
            Sample::Enumeration(id, place) => {
                let name = self.model(*id)["enumeration"]["values"][*place]["name"].as_str();
                format!("{}::{}", self.types.names[*id], name.unwrap_or_default())
            }
        };
        lines.push(format!("{pad}{before}{one}{after}"));
    }

    /// An argument, in one line.
    fn inline(&self, sample: &Sample) -> String {
        let mut lines = Vec::new();
        self.write(sample, "", "", 0, &mut lines);
        let text: Vec<_> = lines.iter().map(|line| line.trim()).collect();
        let text = text.join(" ");
        // `new` takes texts as they are.
        text.strip_suffix(".to_owned()")
            .map_or(text.clone(), str::to_owned)
    }

    /// The types that a sample is written with.
    fn named(&self, sample: &Sample, found: &mut Vec<String>) {
        match sample {
            Sample::Object(id, values) => {
                found.push(self.types.names[*id].clone());
                values
                    .iter()
                    .for_each(|(_, value)| self.named(value, found));
            }
            Sample::Enumeration(id, _) => found.push(self.types.names[*id].clone()),
            Sample::Choice(id, _, inner) => {
                found.push(self.types.names[*id].clone());
                self.named(inner, found);
            }
            Sample::List(items) => items.iter().for_each(|item| self.named(item, found)),
            _ => {}
        }
    }
}
