use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use crate::backend::names::literal;
use crate::backends::rust_axum::helper::Code;
use crate::backends::rust_axum::imports;
use crate::model::{
    AdditionalProperties, PropertyEncoding, TypeDef, TypeKind, TypeRef, TypeRegistry,
};

/// The tables by which forms are read.
#[derive(Default)]
pub struct Forms {
    /// The types that forms are made of, those inside of others left out.
    used: BTreeSet<usize>,
    /// The tables of forms that are written in a way of their own.
    encoded: Vec<String>,
}

/// How a form is read as a value of a type.
#[derive(Serialize)]
pub struct FormTable {
    name: String,
    table: String,
}

/// Where a form is referred to.
#[derive(Clone, Copy)]
enum FormPlace {
    Operations,
    Tables,
}

impl FormPlace {
    /// What stands before the name of a kind of form.
    fn forms(self) -> &'static str {
        match self {
            Self::Operations => "forms::",
            Self::Tables => "",
        }
    }

    /// What stands before the name of a table.
    fn tables(self) -> &'static str {
        match self {
            Self::Operations => "forms::tables::",
            Self::Tables => "",
        }
    }
}

impl Forms {
    /// A reference to the table by which a form is read as a value of a type, as operations write it.
    pub fn form(&mut self, types: &TypeRegistry, shape: &TypeRef) -> Code {
        Code::plain(types.reference_to_form(shape, FormPlace::Operations, &mut self.used))
            .importing(imports::FORMS)
    }

    /// The same for a form some of whose properties are written in a way of their own.
    pub fn encoded_form(
        &mut self,
        types: &TypeRegistry,
        shape: &TypeRef,
        encodings: &[(String, PropertyEncoding)],
    ) -> Code {
        let own = |(_, written): &&(String, PropertyEncoding)| *written != PropertyEncoding::Deep;
        let id = match types.resolve_alias(shape).kind {
            TypeKind::Named(id) if encodings.iter().any(|one| own(&one)) => id,
            // Brackets are read in any case.
            _ => return self.form(types, shape),
        };
        let table = types.table(id, encodings, &mut self.used);
        self.encoded.push(table);
        let table = format!("&forms::tables::FORM_ENCODED_{}", self.encoded.len());
        Code::plain(table).importing(imports::FORMS)
    }

    /// The tables of the types that forms are made of.
    pub fn tables(&self, types: &TypeRegistry) -> Vec<FormTable> {
        let mut open: Vec<_> = self.used.iter().copied().collect();
        let mut seen = BTreeSet::new();
        let mut tables = Vec::new();
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                let mut found = BTreeSet::new();
                let table = types.table(id, &[], &mut found);
                tables.push((id, table));
                open.extend(found);
            }
        }
        tables.sort_unstable();
        let numbered = self.encoded.iter().enumerate();
        let encoded =
            numbered.map(|(index, table)| (format!("ENCODED_{}", index + 1), table.clone()));
        let plain = tables
            .into_iter()
            .map(|(id, table)| (id.to_string(), table));
        let named = plain.chain(encoded).map(|(name, table)| FormTable {
            name: format!("FORM_{name}"),
            table,
        });
        named.collect()
    }
}

impl TypeRegistry {
    fn table(
        &self,
        id: usize,
        encodings: &[(String, PropertyEncoding)],
        found: &mut BTreeSet<usize>,
    ) -> String {
        let written = |wire: &str| encodings.iter().find(|(name, _)| name == wire);
        let mut part = |shape: &TypeRef| self.reference_to_form(shape, FormPlace::Tables, found);
        match &self.types[id].definition {
            TypeDef::Struct { fields, rest, .. } => {
                let named: Vec<_> = fields
                    .iter()
                    .map(|field| {
                        let form =
                            match (written(&field.wire), &self.resolve_alias(&field.shape).kind) {
                                (Some((_, PropertyEncoding::Json)), _) => "&Form::Json".to_owned(),
                                (
                                    Some((_, PropertyEncoding::Joined(separator))),
                                    TypeKind::Array(items),
                                ) => {
                                    format!("&Form::Split({separator:?}, {})", part(items))
                                }
                                _ => part(&field.shape),
                            };
                        format!("({}, {form})", literal(&field.wire))
                    })
                    .collect();
                let further = match rest {
                    AdditionalProperties::Captured(shape) => part(shape),
                    _ => "&Form::Any".to_owned(),
                };
                format!("Form::Object(&[{}], {further})", named.join(", "))
            }
            TypeDef::Union(union) => {
                let several: Vec<_> = union.variants.iter().map(|one| part(&one.shape)).collect();
                format!("Form::Either(&[{}])", several.join(", "))
            }
            TypeDef::Enumeration(values) if values.iter().all(Value::is_string) => {
                "Form::Text".to_owned()
            }
            TypeDef::Enumeration(_) => {
                "Form::Either(&[&Form::Number, &Form::Boolean, &Form::Text])".to_owned()
            }
            TypeDef::Alias(_) => "Form::Any".to_owned(),
        }
    }

    fn reference_to_form(
        &self,
        shape: &TypeRef,
        place: FormPlace,
        found: &mut BTreeSet<usize>,
    ) -> String {
        let shape = self.resolve_alias(shape);
        let plain = match &shape.kind {
            TypeKind::Named(id) => {
                found.insert(*id);
                return format!("&{}FORM_{id}", place.tables());
            }
            TypeKind::Array(items) => {
                let items = self.reference_to_form(items, place, found);
                return format!("&{}Form::List({items})", place.forms());
            }
            TypeKind::Map(values) => {
                let values = self.reference_to_form(values, place, found);
                return format!("&{}Form::Object(&[], {values})", place.forms());
            }
            TypeKind::Any | TypeKind::Null => "Any",
            TypeKind::Boolean => "Boolean",
            TypeKind::Integer(_) | TypeKind::Number => "Number",
            TypeKind::String | TypeKind::Uri | TypeKind::Uuid => "Text",
        };
        format!("&{}Form::{plain}", place.forms())
    }
}
