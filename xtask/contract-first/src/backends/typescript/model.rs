//! The named types as the template of models prints them.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use super::TypeScript;
use super::language::wrapped_docs;
use super::text::{comment, described, key, literal, union};
use crate::backend::OrFalse;
use crate::backend::client::language::{Language, Types};
use crate::backend::client::model::{
    ClientDefinition, ClientField, ClientModel, ClientRest, ClientValue, ClientVariant,
};
use crate::model::TypeKind;

/// A named type: an interface, or a name for one type or several. What callers send may be `undefined` where it may be absent; enums of
/// what the service sends are open.
#[derive(Serialize)]
pub struct Model<'c> {
    name: &'c str,
    docs: Vec<String>,
    interface: OrFalse<Interface>,
    /// What is exported where it is no interface.
    lines: Vec<String>,
}

/// An object.
#[derive(Serialize)]
struct Interface {
    fields: Vec<Field>,
    /// The type of what has other names.
    rest: OrFalse<String>,
}

/// A property.
#[derive(Serialize)]
struct Field {
    /// Its name; with a question mark where it may be absent.
    key: String,
    #[serde(rename = "type")]
    kind: String,
    docs: Vec<String>,
}

impl<'c> Model<'c> {
    pub fn of(types: &Types, model: &'c ClientModel) -> Self {
        let alternatives = match &model.definition {
            ClientDefinition::Object { fields, rest } if fields.is_empty() && rest.is_none() => {
                vec!["Record<string, unknown>".to_owned()]
            }
            ClientDefinition::Object { fields, rest } => {
                let interface = Interface::of(fields, rest.as_ref(), model.request);
                return Self::new(types, model, Some(interface), Vec::new());
            }
            ClientDefinition::Enumeration(values) => enumeration(values, model.response),
            ClientDefinition::Union { variants, tag } => alternatives(variants, *tag),
            ClientDefinition::Alias { kind, .. } => vec![kind.text.clone()],
        };
        Self::new(types, model, None, union(&model.name, &alternatives))
    }

    fn new(
        types: &Types,
        model: &'c ClientModel,
        interface: Option<Interface>,
        lines: Vec<String>,
    ) -> Self {
        let text = types.registry.types[model.id].documentation.markdown();
        Self {
            name: &model.name,
            docs: comment(&wrapped_docs(&text, 0)),
            interface: OrFalse(interface),
            lines,
        }
    }
}

impl Interface {
    fn of(fields: &[ClientField], rest: Option<&ClientRest>, request: bool) -> Self {
        Self {
            fields: fields
                .iter()
                .map(|field| Field::of(field, request))
                .collect(),
            rest: OrFalse(rest.map(|rest| further(fields, rest))),
        }
    }
}

impl Field {
    fn of(field: &ClientField, request: bool) -> Self {
        let property = field.described;
        let mark = if property.required { "" } else { "?" };
        // `unknown` holds it already.
        let undefined = request && !property.required && property.shape.kind != TypeKind::Any;
        let or = if undefined { " | undefined" } else { "" };
        let text = property.documentation.markdown();
        Self {
            key: format!("{}{mark}", key(&property.wire)),
            kind: format!("{}{or}", field.kind.text),
            docs: comment(&described(&text, &property.shape)),
        }
    }
}

/// The type of further properties. TypeScript wants of it what the named ones are, too.
fn further(fields: &[ClientField], rest: &ClientRest) -> String {
    if rest.described.kind == TypeKind::Any {
        return rest.kind.text.clone();
    }
    let named = fields.iter().map(|field| field.kind.text.as_str());
    let mut all: BTreeSet<_> = named.collect();
    all.insert(&rest.kind.text);
    if fields.iter().any(|field| !field.described.required) {
        all.insert("undefined");
    }
    all.into_iter().collect::<Vec<_>>().join(" | ")
}

/// The values of an enum; where the service sends it, any other that is one of their kind.
fn enumeration(values: &[ClientValue], response: bool) -> Vec<String> {
    let literals = values.iter().map(|value| TypeScript.literal(value.value));
    let mut all: Vec<_> = literals.collect();
    let open = |kind: fn(&Value) -> bool| response && values.iter().any(|value| kind(value.value));
    if open(Value::is_string) {
        all.push("(string & {})".to_owned());
    }
    if open(Value::is_number) {
        all.push("(number & {})".to_owned());
    }
    all
}

/// Each variant once. Those with a tag say its values: comparing it then tells them apart.
fn alternatives(variants: &[ClientVariant], tag: Option<&str>) -> Vec<String> {
    let mut all = Vec::new();
    for variant in variants {
        let plain = &variant.kind.text;
        let written = match tag {
            Some(tag) => {
                let tags: Vec<_> = variant
                    .described
                    .tags
                    .iter()
                    .map(|tag| literal(tag))
                    .collect();
                format!("({plain} & {{ {}: {} }})", key(tag), tags.join(" | "))
            }
            None => plain.clone(),
        };
        if !all.contains(&written) {
            all.push(written);
        }
    }
    all
}
