//! The named types as the template of models prints them.

use std::collections::BTreeSet;

use serde::Serialize;

use super::module::{Code, Module};
use super::new::New;
use crate::backend::client::language::{Language, Types};
use crate::backend::client::model::{
    ClientDefinition, ClientField, ClientModel, ClientRest, ClientValue, ClientVariant,
};
use crate::backend::{Fragment, Import, OrFalse};
use crate::model::TypeKind;
use crate::text::literal;
use crate::text::markdown::code;

/// A named type: one of the four is there.
#[derive(Serialize)]
pub struct Model<'c> {
    pub name: &'c str,
    docs: &'c [String],
    object: OrFalse<Object<'c>>,
    enumeration: OrFalse<Enumeration<'c>>,
    union: OrFalse<Union<'c>>,
    alias: OrFalse<Alias<'c>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Object<'c> {
    fields: Vec<Field<'c>>,
    rest: OrFalse<Rest<'c>>,
    /// Whether nothing is required.
    has_default: bool,
    new: OrFalse<New>,
}

#[derive(Serialize)]
struct Field<'c> {
    name: &'c str,
    #[serde(rename = "type")]
    kind: &'c Fragment,
    required: bool,
    docs: &'c [String],
    serde: OrFalse<Code>,
}

#[derive(Serialize)]
struct Rest<'c> {
    name: &'c str,
    #[serde(rename = "type")]
    kind: &'c Fragment,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Enumeration<'c> {
    /// Whether all values are.
    texts: bool,
    /// The function that compares values that are not all texts.
    same_value: OrFalse<Code>,
    values: Vec<EnumValue<'c>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EnumValue<'c> {
    name: &'c str,
    literal: String,
    value_code: String,
}

#[derive(Serialize)]
struct Union<'c> {
    variants: Vec<UnionVariant<'c>>,
    tag: OrFalse<String>,
}

#[derive(Serialize)]
struct UnionVariant<'c> {
    name: &'c str,
    #[serde(rename = "type")]
    kind: &'c Fragment,
    /// The pattern of the tags that mean it and none before.
    tags: OrFalse<String>,
}

#[derive(Serialize)]
struct Alias<'c> {
    #[serde(rename = "type")]
    kind: &'c Fragment,
}

impl<'c> Model<'c> {
    /// The modules that it calls.
    pub fn modules(&self) -> impl Iterator<Item = Module> {
        let fields = self.object.0.iter().flat_map(|object| &object.fields);
        let same_value = self
            .enumeration
            .0
            .iter()
            .map(|enumeration| &enumeration.same_value);
        let codes = fields.map(|field| &field.serde).chain(same_value);
        codes
            .flat_map(|code| &code.0)
            .flat_map(|code| code.helpers.iter().copied())
    }

    pub fn of(types: &Types, model: &'c ClientModel) -> Self {
        let mut made = Self {
            name: &model.name,
            docs: &model.docs,
            object: OrFalse(None),
            enumeration: OrFalse(None),
            union: OrFalse(None),
            alias: OrFalse(None),
        };
        match &model.definition {
            ClientDefinition::Object { fields, rest } => {
                made.object.0 = Some(Object::of(types, fields, rest.as_ref()));
            }
            ClientDefinition::Enumeration(values) => {
                made.enumeration.0 = Some(Enumeration::of(values));
            }
            ClientDefinition::Union { variants, tag } => {
                made.union.0 = Some(Union::of(variants, *tag));
            }
            ClientDefinition::Alias { kind, .. } => made.alias.0 = Some(Alias { kind }),
        }
        made
    }
}

impl<'c> Object<'c> {
    fn of(types: &Types, fields: &'c [ClientField], rest: Option<&'c ClientRest>) -> Self {
        let rest = rest.map(|rest| Rest {
            name: &rest.name,
            kind: &rest.kind,
        });
        Self {
            fields: fields.iter().map(|field| Field::of(types, field)).collect(),
            rest: OrFalse(rest),
            has_default: fields.iter().all(|field| !field.described.required),
            new: OrFalse(New::of_fields(types, fields)),
        }
    }
}

impl<'c> Field<'c> {
    fn of(types: &Types, field: &'c ClientField) -> Self {
        let mut serde = Vec::new();
        if field.is_renamed() {
            let name = literal::rust(&field.described.wire);
            serde.push(Fragment::plain(format!("rename = {name}")));
        }
        if !field.described.required {
            serde.push(Fragment::plain("default"));
            if tells_null(types, field) {
                let present = "deserialize_with = \"crate::presence::present\"";
                serde.push(Fragment::plain(present).needing(Module::Presence));
            }
            let skip = "skip_serializing_if = \"Option::is_none\"";
            serde.push(Fragment::plain(skip));
        }
        Self {
            name: &field.name,
            kind: &field.kind,
            required: field.described.required,
            docs: &field.docs,
            serde: OrFalse((!serde.is_empty()).then(|| Fragment::join(serde, ", "))),
        }
    }
}

impl<'c> Enumeration<'c> {
    fn of(values: &'c [ClientValue]) -> Self {
        let all = values.iter().map(|one| EnumValue {
            name: &one.name,
            literal: super::Rust.literal(one.value),
            value_code: code(&one.shown()),
        });
        Self {
            texts: are_texts(values),
            same_value: OrFalse((!are_texts(values)).then(|| {
                Fragment::plain("crate::same_value::same_value").needing(Module::SameValue)
            })),
            values: all.collect(),
        }
    }
}

impl<'c> Union<'c> {
    fn of(variants: &'c [ClientVariant], tag: Option<&str>) -> Self {
        let mut known = BTreeSet::new();
        let variants = variants.iter().map(|variant| {
            // A tag that two variants claim is the first one's.
            let tags = variant.described.tags.iter();
            let own: Vec<_> = tags.filter(|tag| !known.contains(tag)).collect();
            known.extend(own.iter().copied());
            let patterns: Vec<_> = own.iter().map(|tag| literal::rust(tag)).collect();
            let matched = tag.is_some() && !patterns.is_empty();
            UnionVariant {
                name: &variant.name,
                kind: &variant.kind,
                tags: OrFalse(matched.then(|| patterns.join(" | "))),
            }
        });
        Self {
            variants: variants.collect(),
            tag: OrFalse(tag.map(literal::rust)),
        }
    }
}

/// Whether all values of an enumeration are texts.
pub fn are_texts(values: &[ClientValue]) -> bool {
    values.iter().all(|one| one.value.is_string())
}

/// Whether null is told apart from nothing. Null is one of any values.
fn tells_null(types: &Types, field: &ClientField) -> bool {
    let shape = types.registry.resolve_alias(&field.described.shape);
    field.nullable || shape.kind == TypeKind::Any
}

/// What the types that a model is made of use of other crates.
pub fn imports(model: &ClientModel) -> BTreeSet<Import> {
    let mut imports = BTreeSet::new();
    let mut add = |kind: &Fragment| imports.extend(kind.imports.iter().cloned());
    match &model.definition {
        ClientDefinition::Object { fields, rest } => {
            fields.iter().for_each(|field| add(&field.kind));
            if let Some(rest) = rest {
                add(&rest.kind);
                add(&Fragment::imported("std::collections", "BTreeMap"));
            }
        }
        ClientDefinition::Union { variants, .. } => {
            variants.iter().for_each(|variant| add(&variant.kind));
        }
        ClientDefinition::Alias { kind, .. } => add(kind),
        ClientDefinition::Enumeration(_) => {}
    }
    // They are all in one module.
    imports.retain(|import| import.module != super::language::MODELS);
    imports
}
