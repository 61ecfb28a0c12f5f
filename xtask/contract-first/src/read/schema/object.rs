use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::bound::count;
use super::combine::PRESENCE;
use super::one_way::OneWay;
use super::read::Site;
use super::reader::SchemaReader;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::schema;
use crate::model::{
    AdditionalProperties, Constraint, Direction, ObjectRule, Presence, Property, TypeDef, TypeKind,
    TypeRef,
};
use crate::read::documentation::documentation;

type Schema = Map<String, Value>;

impl SchemaReader<'_> {
    /// An object: a struct where properties have names, else a map.
    pub fn object(
        &mut self,
        schema: &Schema,
        site: &Site,
        diagnostics: &mut Diagnostics,
    ) -> TypeRef {
        let properties = schema.get("properties").and_then(Value::as_object);
        let further = schema.get("additionalProperties");
        let required = strings(schema.get("required"));
        let named =
            properties.is_some_and(|properties| !properties.is_empty()) || !required.is_empty();
        let bounds = count(
            schema,
            ["minProperties", "maxProperties"],
            &site.at,
            diagnostics,
        );
        if !named && further != Some(&Value::Bool(false)) && !schema.contains_key(PRESENCE) {
            let values = further.cloned().unwrap_or(json!(true));
            let values = self.read(
                &values,
                &site.part(&["additionalProperties"], "Value"),
                diagnostics,
            );
            let constraints = bounds.map(Constraint::Properties);
            return TypeRef::with(
                TypeKind::Map(Box::new(values)),
                constraints.into_iter().collect(),
            );
        }
        let mut fields = Vec::new();
        let mut undescribed: HashSet<_> = required.iter().copied().collect();
        for (key, property) in properties.into_iter().flatten() {
            let required = undescribed.remove(key.as_str());
            fields.extend(self.field(key, property, required, site, diagnostics));
        }
        for key in required {
            // Required without a description: what further properties are, it is.
            if undescribed.remove(key) {
                let property = further.cloned().unwrap_or(json!(true));
                fields.extend(self.field(key, &property, true, site, diagnostics));
            }
        }
        let rest = match further {
            // How many there are can be told of those that are kept only.
            _ if bounds.is_some() && further != Some(&Value::Bool(false)) => {
                let values = further.cloned().unwrap_or(json!(true));
                AdditionalProperties::Captured(self.read(
                    &values,
                    &site.part(&["additionalProperties"], "Value"),
                    diagnostics,
                ))
            }
            Some(Value::Bool(false)) => AdditionalProperties::Denied,
            Some(values) => AdditionalProperties::Captured(self.read(
                values,
                &site.part(&["additionalProperties"], "Value"),
                diagnostics,
            )),
            None => AdditionalProperties::Ignored,
        };
        let mut rules = presence(schema, &fields, site, diagnostics);
        rules.extend(bounds.map(ObjectRule::Properties));
        let definition = TypeDef::Struct {
            fields,
            rest,
            rules,
        };
        self.define(definition, schema, site, diagnostics)
    }

    /// A property; `None` for one that never is there.
    fn field(
        &mut self,
        key: &str,
        property: &Value,
        required: bool,
        site: &Site,
        diagnostics: &mut Diagnostics,
    ) -> Option<Property> {
        let part = site.part(&["properties", key], key);
        if property == &Value::Bool(false) {
            if required {
                diagnostics.add(
                    schema::REQUIRED_AND_FORBIDDEN
                        .at(&part.at)
                        .because(format!("`{key}` is required and forbidden at once")),
                );
            }
            return None;
        }
        // What the server sets, no request has to say; what only the client says, no answer holds.
        let required = match site.direction {
            Direction::Response if self.is_one_way(property, OneWay::WriteOnly) => return None,
            Direction::Response => required,
            Direction::Request => required && !self.is_one_way(property, OneWay::ReadOnly),
        };
        let shape = self.read(property, &part, diagnostics);
        Some(Property {
            wire: key.to_owned(),
            documentation: documentation(property),
            example: property
                .get("example")
                .or(property["examples"].get(0))
                .cloned(),
            shape,
            required,
            defaulted: property.get("default").map(|_| property.clone()),
        })
    }
}

/// Rules for the properties that have to be there together, or must not.
fn presence(
    schema: &Schema,
    fields: &[Property],
    site: &Site,
    diagnostics: &mut Diagnostics,
) -> Vec<ObjectRule> {
    let mut rules = Vec::new();
    for group in schema
        .get(PRESENCE)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let how = group["how"].as_str().unwrap_or_default();
        let mut sets = Vec::new();
        for set in group["sets"].as_array().into_iter().flatten() {
            let keys = strings(Some(set));
            if let Some(key) = keys
                .iter()
                .find(|key| !fields.iter().any(|field| field.wire == **key))
            {
                diagnostics.add(
                    schema::PRESENCE_OF_UNDESCRIBED
                        .at(site.at.child(how))
                        .because(format!("`{key}` is asked for but not described")),
                );
                continue;
            }
            sets.push(keys);
        }
        let named: Vec<_> = sets.iter().map(|keys| keys.join(" with ")).collect();
        // A required property always is there.
        let is_optional = |key: &&str| {
            fields
                .iter()
                .any(|field| field.wire == *key && !field.required)
        };
        let optional = |keys: &Vec<&str>| -> Vec<String> {
            let optional = keys.iter().copied().filter(|key| is_optional(key));
            optional.map(str::to_owned).collect()
        };
        let sets: Vec<_> = sets.iter().map(optional).collect();
        let (how, message) = match how {
            _ if sets.is_empty() => continue,
            "not" if sets[0].is_empty() => {
                diagnostics.add(schema::REQUIRED_AND_FORBIDDEN.at(site.at.child(how)));
                continue;
            }
            "not" => (Presence::Not, format!("must not have {}", named[0])),
            "anyOf" if sets.iter().any(Vec::is_empty) => continue,
            "anyOf" => (Presence::Any, format!("must have {}", named.join(", or "))),
            _ => (
                Presence::ExactlyOne,
                format!("must have exactly one of {}", named.join(", or ")),
            ),
        };
        rules.push(ObjectRule::Presence { how, sets, message });
    }
    rules
}

fn strings(value: Option<&Value>) -> Vec<&str> {
    value
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}
