//! The example of the README: the call, and what its errors are.

use std::collections::BTreeSet;

use serde::Serialize;

use super::new::New;
use crate::backend::OrFalse;
use crate::backend::client::language::Language;
use crate::backend::client::model::{ClientDefinition, ClientField, ClientModel, ClientRest};
use crate::backend::client::operation::ClientOperation;
use crate::backend::client::package::ClientPackage;
use crate::backend::client::sample::{Sample, shown};

/// The example.
#[derive(Serialize)]
pub struct Example {
    /// What it imports besides the client.
    imports: String,
    lines: Vec<String>,
    matched: OrFalse<Matched>,
}

/// A function that tells the documented errors apart.
#[derive(Serialize)]
struct Matched {
    lines: Vec<String>,
}

impl Example {
    /// `None` where there is nothing to call.
    pub fn of(client: &ClientPackage) -> Option<Self> {
        let (described, sample) = shown(client.contract)?;
        let mut all = client.operations.iter();
        let operation = all.find(|one| std::ptr::eq(one.described, described))?;
        let writer = Writer { client };
        let (mut lines, mut arguments) = (Vec::new(), Vec::new());
        let mut imports = String::new();
        if !operation.parameters.is_empty() {
            let parameters = &operation.parameters_type;
            imports.push_str(&format!(", operations::{parameters}"));
            arguments.push(format!("&{parameters}::default()"));
        }
        if let Some(sample) = &sample {
            writer.write(sample, "let body = ", ";", 0, &mut lines);
            let mut named = BTreeSet::new();
            writer.named(sample, &mut named);
            let named: Vec<_> = named.into_iter().collect();
            match named.as_slice() {
                [] => {}
                [one] => imports.push_str(&format!(", models::{one}")),
                several => imports.push_str(&format!(", models::{{{}}}", several.join(", "))),
            }
            arguments.push("&body".to_owned());
        } else if operation.body.is_some() {
            arguments.push("None".to_owned());
        }
        let arguments = arguments.join(", ");
        let call = format!("client.{}({arguments}).await?", operation.name);
        lines.push(format!("let answer = {call};"));
        lines.push("println!(\"{answer:?}\");".to_owned());
        let matched = Matched::of(operation, &client.module());
        Some(Self {
            imports,
            lines,
            matched: OrFalse(matched),
        })
    }
}

impl Matched {
    /// `None` where no error is documented.
    fn of(operation: &ClientOperation, module: &str) -> Option<Self> {
        operation.errors().next()?;
        let error = &operation.error_type;
        let mut lines = vec![
            format!("use {module}::{{Error, operations::{error}}};"),
            String::new(),
            format!("fn told(error: Error<{error}>) -> String {{"),
            "    match error {".to_owned(),
            "        Error::Status(failure) => match failure.body {".to_owned(),
        ];
        for one in operation.errors() {
            let name = &one.name;
            let fields = if one.content.is_some() { "(_)" } else { "" };
            let words = match one.outcome.response.code.as_str() {
                "default" => "other",
                code => code,
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
        Some(Self { lines })
    }
}

struct Writer<'w> {
    client: &'w ClientPackage<'w>,
}

impl<'w> Writer<'w> {
    fn name(&self, id: usize) -> &'w str {
        &self.client.types.names[id]
    }

    fn definition(&self, id: usize) -> Option<&'w ClientDefinition<'w>> {
        let mut models = self.client.models.iter();
        let found = models.find(|model: &&ClientModel| model.id == id);
        found.map(|model| &model.definition)
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
                let before = format!("{before}{}", self.name(*id));
                if let Some(ClientDefinition::Object { fields, rest }) = self.definition(*id) {
                    let object = (fields.as_slice(), rest.as_ref());
                    self.object(object, values, [&before, after], indent, lines);
                }
                return;
            }
            Sample::List(items) => {
                let Some(item) = items.first() else {
                    lines.push(format!("{pad}{before}Vec::new(){after}"));
                    return;
                };
                let (before, after) = (format!("{before}vec!["), format!("]{after}"));
                return self.write(item, &before, &after, indent, lines);
            }
            Sample::Choice(id, place, inner) => {
                let name = match self.definition(*id) {
                    Some(ClientDefinition::Union { variants, .. }) => {
                        variants[*place].name.as_str()
                    }
                    _ => "",
                };
                let before = format!("{before}{}::{name}(", self.name(*id));
                return self.write(inner, &before, &format!("){after}"), indent, lines);
            }
            Sample::Enumeration(id, place) => {
                let name = match self.definition(*id) {
                    Some(ClientDefinition::Enumeration(values)) => values[*place].name.as_str(),
                    _ => "",
                };
                format!("{}::{name}", self.name(*id))
            }
            Sample::Null | Sample::Map => "Default::default()".to_owned(),
            Sample::Boolean(value) => value.to_string(),
            Sample::Integer(value) => value.to_string(),
            Sample::Number(value) => format!("{value:?}"),
            Sample::Text(text) => format!("{}.to_owned()", super::Rust.text(text)),
            Sample::Uuid(text) => format!("{}.parse()?", super::Rust.text(text)),
        };
        lines.push(format!("{pad}{before}{one}{after}"));
    }

    /// A struct; by `new` where it has that.
    fn object(
        &self,
        (fields, rest): (&[ClientField], Option<&ClientRest>),
        values: &[(usize, Sample)],
        [before, after]: [&str; 2],
        indent: usize,
        lines: &mut Vec<String>,
    ) {
        let pad = " ".repeat(indent);
        if New::of_fields(self.client.types, fields).is_some() {
            let arguments: Vec<_> = values.iter().map(|(_, one)| self.inline(one)).collect();
            let arguments = arguments.join(", ");
            lines.push(format!("{pad}{before}::new({arguments}){after}"));
            return;
        }
        lines.push(format!("{pad}{before} {{"));
        for (place, field) in fields.iter().enumerate() {
            let name = &field.name;
            match values.iter().find(|(at, _)| *at == place) {
                Some((_, value)) => {
                    self.write(value, &format!("{name}: "), ",", indent + 4, lines);
                }
                None => lines.push(format!("{pad}    {name}: None,")),
            }
        }
        if let Some(rest) = rest {
            lines.push(format!("{pad}    {}: Default::default(),", rest.name));
        }
        lines.push(format!("{pad}}}{after}"));
    }

    /// An argument of `new`, in one line: it takes texts as they are.
    fn inline(&self, sample: &Sample) -> String {
        if let Sample::Text(text) = sample {
            return super::Rust.text(text);
        }
        let mut lines = Vec::new();
        self.write(sample, "", "", 0, &mut lines);
        let text: Vec<_> = lines.iter().map(|line| line.trim()).collect();
        text.join(" ")
    }

    /// The types that a sample is written with.
    fn named(&self, sample: &Sample, found: &mut BTreeSet<&'w str>) {
        match sample {
            Sample::Object(id, values) => {
                found.insert(self.name(*id));
                let values = values.iter();
                values.for_each(|(_, value)| self.named(value, found));
            }
            Sample::Enumeration(id, _) => {
                found.insert(self.name(*id));
            }
            Sample::Choice(id, _, inner) => {
                found.insert(self.name(*id));
                self.named(inner, found);
            }
            Sample::List(items) => items.iter().for_each(|item| self.named(item, found)),
            Sample::Null
            | Sample::Map
            | Sample::Boolean(_)
            | Sample::Integer(_)
            | Sample::Number(_)
            | Sample::Text(_)
            | Sample::Uuid(_) => {}
        }
    }
}
