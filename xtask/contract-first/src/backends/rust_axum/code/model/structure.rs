use super::data::{CapturedField, Checks, Structure};
use super::models::{DESERIALIZE, Models, SERIALIZE, VALIDATE, Written};
use crate::backend::OrFalse;
use crate::backend::names::NameAllocator;
use crate::backend::rust::names as rust;
use crate::backends::rust_axum::code::types::Place;
use crate::backends::rust_axum::helper::{Helper, ModelHelper, Rule};
use crate::backends::rust_axum::imports;
use crate::model::{AdditionalProperties, ObjectRule, Property, TypeKind, TypeRef};

impl Models<'_> {
    pub(super) fn structure(
        &mut self,
        written: Written,
        fields: &[Property],
        rest: &AdditionalProperties,
        rules: &[ObjectRule],
    ) -> Structure {
        let (request, response) = (written.request, written.response);
        let mut scope = NameAllocator::default();
        let texts: Vec<_> = fields
            .iter()
            .map(|field| field.code_name.as_str())
            .collect();
        let names = scope.allocate_all(&rust::VALUE, &texts);
        let captured = match rest {
            AdditionalProperties::Captured(shape) => {
                let name = scope.allocate(&rust::VALUE, "additional_properties");
                Some((name, shape))
            }
            AdditionalProperties::Ignored | AdditionalProperties::Denied => None,
        };
        let derives = [
            request.then_some(DESERIALIZE),
            response.then_some(SERIALIZE),
            request.then_some(VALIDATE),
        ];
        let derives = self.derives(derives.into_iter().flatten());
        let mut serde = Vec::new();
        let rule = self.types.rules.of_struct(written.id).filter(|_| request);
        if request {
            self.needs.helper(match rule {
                Some(_) => Helper::Rule(Rule::Object),
                None => Helper::Model(ModelHelper::Object),
            });
            // The macro names the table by its path.
            rule.is_some()
                .then(|| self.needs.helpers.insert(Helper::Rule(Rule::Check)));
            if response {
                self.needs.helper(Helper::Model(ModelHelper::Written));
            }
            serde.extend(["remote = \"Self\"", "expecting = \"an object\""]);
            serde.extend(
                matches!(rest, AdditionalProperties::Denied).then_some("deny_unknown_fields"),
            );
        }
        let rendered: Vec<_> = fields
            .iter()
            .zip(&names)
            .map(|(field, name)| self.field(written, field, name, rules))
            .collect();
        let checks = self.checks(
            written,
            &names,
            captured.as_ref().map(|(name, _)| name.as_str()),
        );
        Structure {
            head: self.head(written),
            serde: attribute(&serde),
            defaults: rendered.iter().any(|field| field.default.0.is_some()),
            fields: rendered,
            kept: OrFalse(captured.map(|(name, shape)| self.captured(written, name, shape))),
            checks: OrFalse(checks),
            rule: OrFalse(rule.map(|node| node.to_string())),
            derives,
        }
    }

    /// The field for properties without a name.
    fn captured(&mut self, written: Written, name: String, shape: &TypeRef) -> CapturedField {
        let map = TypeRef::of(TypeKind::Map(Box::new(shape.clone())));
        let mut serde = vec!["flatten"];
        if written.request && shape.kind != TypeKind::Any {
            serde.push("deserialize_with = \"json::rest\"");
            self.needs.helper(Helper::Model(ModelHelper::Rest));
        }
        CapturedField {
            name,
            rust: self.needs.take(self.types.rust(&map, Place::Models)),
            serde: attribute(&serde),
        }
    }

    fn checks(&mut self, written: Written, names: &[String], rest: Option<&str>) -> Option<Checks> {
        if !written.request || !self.types.is_checked(written.id) {
            return None;
        }
        let checks = self
            .types
            .field_checks(&written.named.definition, names, rest);
        self.needs.import(imports::VALIDATION_ERROR);
        Some(Checks {
            each: checks
                .into_iter()
                .map(|check| self.needs.take(check))
                .collect(),
        })
    }
}

/// An attribute with these parts; nothing without any.
pub(super) fn attribute<T: AsRef<str>>(parts: &[T]) -> Vec<String> {
    let parts: Vec<_> = parts.iter().map(AsRef::as_ref).collect();
    match parts.is_empty() {
        true => Vec::new(),
        false => vec![parts.join(", ")],
    }
}
