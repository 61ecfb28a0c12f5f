use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::lowering::encoding::Written;
use crate::lowering::names::literal;
use crate::lowering::schema::{Definition, Kind, Library, Rest, Shape};

impl Library<'_> {
    /// A reference to the table by which a form is read as a value of a shape, as operations write it.
    pub fn form(&mut self, shape: &Shape) -> String {
        let mut found = BTreeSet::new();
        let form = self.reference_to_form(shape, "forms::", &mut found);
        self.forms.extend(found);
        form
    }

    /// The same for a form some of whose properties are written in a way of their own.
    pub fn encoded_form(&mut self, shape: &Shape, encodings: &[(String, Written)]) -> String {
        let own = |(_, written): &&(String, Written)| *written != Written::Deep;
        let id = match self.meant(shape).kind {
            Kind::Named(id) if encodings.iter().any(|one| own(&one)) => id,
            // Brackets are read in any case.
            _ => return self.form(shape),
        };
        let mut found = BTreeSet::new();
        let table = self.table(id, encodings, &mut found);
        self.forms.extend(found);
        self.encoded_forms.push(table);
        format!("&forms::FORM_ENCODED_{}", self.encoded_forms.len())
    }

    /// The tables of the types that forms are made of: `x-rust` entries.
    pub fn forms(&self) -> Vec<Value> {
        let mut open: Vec<_> = self.forms.iter().copied().collect();
        let mut seen = BTreeSet::new();
        let mut tables = Vec::new();
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                let mut found = BTreeSet::new();
                let table = self.table(id, &[], &mut found);
                tables.push((id, table));
                open.extend(found);
            }
        }
        tables.sort_unstable();
        let numbered = self.encoded_forms.iter().enumerate();
        let encoded =
            numbered.map(|(index, table)| (format!("ENCODED_{}", index + 1), table.clone()));
        let plain = tables
            .into_iter()
            .map(|(id, table)| (id.to_string(), table));
        let rendered = plain
            .chain(encoded)
            .map(|(name, table)| json!({ "name": format!("FORM_{name}"), "table": table }));
        rendered.collect()
    }

    fn table(
        &self,
        id: usize,
        encodings: &[(String, Written)],
        found: &mut BTreeSet<usize>,
    ) -> String {
        let written = |wire: &str| encodings.iter().find(|(name, _)| name == wire);
        let mut part = |shape: &Shape| self.reference_to_form(shape, "", found);
        match &self.entries[id].definition {
            Definition::Struct { fields, rest, .. } => {
                let named: Vec<_> = fields
                    .iter()
                    .map(|field| {
                        let form = match (written(&field.wire), &self.meant(&field.shape).kind) {
                            (Some((_, Written::Json)), _) => "&Form::Json".to_owned(),
                            (Some((_, Written::Joined(separator))), Kind::Array(items)) => {
                                format!("&Form::Split({separator:?}, {})", part(items))
                            }
                            _ => part(&field.shape),
                        };
                        format!("({}, {form})", literal(&field.wire))
                    })
                    .collect();
                let further = match rest {
                    Rest::Kept(shape) => part(shape),
                    _ => "&Form::Any".to_owned(),
                };
                format!("Form::Object(&[{}], {further})", named.join(", "))
            }
            Definition::Union(union) => {
                let several: Vec<_> = union.variants.iter().map(|one| part(&one.shape)).collect();
                format!("Form::Either(&[{}])", several.join(", "))
            }
            Definition::Enumeration(values) if values.iter().all(Value::is_string) => {
                "Form::Text".to_owned()
            }
            Definition::Enumeration(_) => {
                "Form::Either(&[&Form::Number, &Form::Boolean, &Form::Text])".to_owned()
            }
            Definition::Alias(_) => "Form::Any".to_owned(),
        }
    }

    fn reference_to_form(&self, shape: &Shape, path: &str, found: &mut BTreeSet<usize>) -> String {
        let shape = self.meant(shape);
        let plain = match &shape.kind {
            Kind::Named(id) => {
                found.insert(*id);
                return format!("&{path}FORM_{id}");
            }
            Kind::Array(items) => {
                let items = self.reference_to_form(items, path, found);
                return format!("&{path}Form::List({items})");
            }
            Kind::Map(values) => {
                let values = self.reference_to_form(values, path, found);
                return format!("&{path}Form::Object(&[], {values})");
            }
            Kind::Any | Kind::Null => "Any",
            Kind::Boolean => "Boolean",
            Kind::Integer(_) | Kind::Number => "Number",
            Kind::String | Kind::Uri | Kind::Uuid => "Text",
        };
        format!("&{path}Form::{plain}")
    }
}
