use super::data::{Field, FieldDefault};
use super::models::{Models, Written};
use super::structure::attribute;
use crate::backend::OrFalse;
use crate::backend::names::literal;
use crate::backend::rust::docs::documentation;
use crate::backends::rust_axum::code::types::option;
use crate::backends::rust_axum::helper::{Helper, ModelHelper};
use crate::model::{ObjectRule, Property};
use crate::text::markdown::code;

impl Models<'_> {
    pub(super) fn field(
        &mut self,
        written: Written,
        field: &Property,
        name: &str,
        rules: &[ObjectRule],
    ) -> Field {
        let types = self.types;
        let plain_name = name.trim_start_matches("r#");
        let held = self.held(written.id, &field.shape);
        let value = types
            .stand_in(field, rules)
            .filter(|_| written.request)
            .map(|value| self.needs.take(value));
        let default = value.map(|value| FieldDefault {
            constructor: format!("default_{plain_name}"),
            value,
            rust: held.text.clone(),
        });
        let optional = !field.required && default.is_none();
        let mut serde = Vec::new();
        if plain_name != field.wire {
            serde.push(format!("rename = {}", literal(&field.wire)));
        }
        match &default {
            Some(FieldDefault { constructor, .. }) => {
                let model = &types.names[written.id];
                serde.push(format!("default = \"{model}::{constructor}\""));
            }
            None if written.request && optional => {
                self.needs.helper(Helper::Model(ModelHelper::Present));
                serde.push("default, deserialize_with = \"json::present\"".to_owned());
            }
            None if written.request && types.accepts_null(&field.shape) => {
                self.needs.helper(Helper::Model(ModelHelper::Nullable));
                serde.push("deserialize_with = \"json::nullable\"".to_owned());
            }
            None => {}
        }
        if written.response && optional {
            serde.push("skip_serializing_if = \"Option::is_none\"".to_owned());
        }
        let rust = if optional { option(held) } else { held };
        Field {
            name: name.to_owned(),
            docs: documentation(
                &field.documentation,
                &format!("The document's {}.", code(&field.wire)),
            ),
            default: OrFalse(default),
            rust: self.needs.take(rust),
            serde: attribute(&serde),
        }
    }
}
