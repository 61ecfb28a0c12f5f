//! Values of the example of the README, as code.

use std::collections::BTreeSet;

use super::language::Wrapping;
use super::new::{New, is_text};
use crate::backend::client::language::Language;
use crate::backend::client::model::{ClientDefinition, ClientField, ClientModel, ClientRest};
use crate::backend::client::operation::ClientContent;
use crate::backend::client::package::ClientPackage;
use crate::backend::client::sample::Sample;
use crate::model::{BodyEncoding, TypeDef, TypeKind, TypeRef};

/// Writes samples.
pub struct Writer<'w> {
    pub client: &'w ClientPackage<'w>,
}

/// Where a value stands: its type, and the type that holds it.
#[derive(Clone, Copy)]
struct Place<'w> {
    shape: &'w TypeRef,
    holder: Option<usize>,
}

impl<'w> Writer<'w> {
    /// Makes a body; gives the argument for it.
    pub fn body(&self, sample: &Sample, body: &ClientContent, lines: &mut Vec<String>) -> String {
        let argument = match body.described.media {
            BodyEncoding::Json | BodyEncoding::Form | BodyEncoding::Multipart => {
                let place = Place {
                    shape: &body.described.shape,
                    holder: None,
                };
                self.write(sample, place, ["let body = ", ";"], 0, lines);
                return "&body".to_owned();
            }
            BodyEncoding::Text => "body",
            BodyEncoding::Bytes => "body.as_bytes()",
        };
        lines.push("let body = \"text\";".to_owned());
        argument.to_owned()
    }

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
        place: Place,
        [before, after]: [&str; 2],
        indent: usize,
        lines: &mut Vec<String>,
    ) {
        let pad = " ".repeat(indent);
        let null = matches!(sample, Sample::Null);
        let (mut before, mut after) = (before.to_owned(), after.to_owned());
        let wrapping = Wrapping::of(self.client.types, place.shape, place.holder);
        for (wraps, function) in [(wrapping.optional, "Some"), (wrapping.boxed, "Box::new")] {
            if wraps && !null {
                before = format!("{before}{function}(");
                after = format!("){after}");
            }
        }
        let around = [before.as_str(), after.as_str()];
        if let TypeKind::Named(id) = place.shape.kind
            && let TypeDef::Alias(shape) = &self.client.types.registry.types[id].definition
        {
            let holder = Some(id);
            return self.write(sample, Place { shape, holder }, around, indent, lines);
        }
        let value = match sample {
            Sample::Object(id, values) => {
                if let Some(ClientDefinition::Object { fields, rest }) = self.definition(*id) {
                    let object = (*id, fields.as_slice(), rest.as_ref());
                    self.object(object, values, around, indent, lines);
                }
                return;
            }
            Sample::List(items) => {
                let (Some(item), TypeKind::Array(shape)) = (items.first(), &place.shape.kind)
                else {
                    lines.push(format!("{pad}{before}Vec::new(){after}"));
                    return;
                };
                let place = Place {
                    shape,
                    holder: None,
                };
                let (before, after) = (format!("{before}vec!["), format!("]{after}"));
                return self.write(item, place, [&before, &after], indent, lines);
            }
            Sample::Choice(id, index, inner) => {
                if let Some(ClientDefinition::Union { variants, .. }) = self.definition(*id) {
                    let variant = &variants[*index];
                    let place = Place {
                        shape: &variant.described.shape,
                        holder: Some(*id),
                    };
                    let before = format!("{before}{}::{}(", self.name(*id), variant.name);
                    let around = [before.as_str(), &format!("){after}")];
                    self.write(inner, place, around, indent, lines);
                }
                return;
            }
            Sample::Enumeration(id, index) => match self.definition(*id) {
                Some(ClientDefinition::Enumeration(values)) => {
                    format!("{}::{}", self.name(*id), values[*index].name)
                }
                _ => return,
            },
            // `None` or `Value::Null`, whatever stands around it.
            Sample::Null | Sample::Map => "Default::default()".to_owned(),
            Sample::Boolean(value) => value.to_string(),
            Sample::Integer(value) => value.to_string(),
            Sample::Number(value) => format!("{value:?}"),
            Sample::Text(text) => format!("{}.to_owned()", super::Rust.text(text)),
            Sample::Uuid(text) => format!("{}.parse()?", super::Rust.text(text)),
        };
        lines.push(format!("{pad}{before}{value}{after}"));
    }

    /// A struct; by `new` where it has that.
    fn object(
        &self,
        (id, fields, rest): (usize, &[ClientField], Option<&ClientRest>),
        values: &[(usize, Sample)],
        [before, after]: [&str; 2],
        indent: usize,
        lines: &mut Vec<String>,
    ) {
        let pad = " ".repeat(indent);
        let name = self.name(id);
        let place = |index: usize| Place {
            shape: &fields[index].described.shape,
            holder: Some(id),
        };
        if New::of_fields(self.client.types, fields).is_some() {
            let arguments = values.iter();
            let arguments = arguments.map(|(index, one)| self.inline(one, place(*index)));
            let arguments = arguments.collect::<Vec<_>>().join(", ");
            lines.push(format!("{pad}{before}{name}::new({arguments}){after}"));
            return;
        }
        lines.push(format!("{pad}{before}{name} {{"));
        for (index, field) in fields.iter().enumerate() {
            let name = &field.name;
            match values.iter().find(|(at, _)| *at == index) {
                Some((_, value)) => {
                    let before = format!("{name}: ");
                    self.write(value, place(index), [&before, ","], indent + 4, lines);
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
    fn inline(&self, sample: &Sample, place: Place) -> String {
        if let Sample::Text(text) = sample
            && is_text(self.client.types, place.shape)
        {
            return super::Rust.text(text);
        }
        let mut lines = Vec::new();
        self.write(sample, place, ["", ""], 0, &mut lines);
        let text: Vec<_> = lines.iter().map(|line| line.trim()).collect();
        text.join(" ")
    }

    /// What follows `use …::{Client, Options` for a sample.
    pub fn imports(&self, sample: &Sample) -> String {
        let mut named = BTreeSet::new();
        self.named(sample, &mut named);
        let named: Vec<_> = named.into_iter().collect();
        match named.as_slice() {
            [] => String::new(),
            [one] => format!(", models::{one}"),
            several => format!(", models::{{{}}}", several.join(", ")),
        }
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
