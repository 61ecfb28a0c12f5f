use std::collections::HashSet;

use serde_json::{Map, Value};

use super::bound::count;
use super::combine::PRESENCE;
use super::one_way::OneWay;
use super::read::Site;
use super::reader::SchemaReader;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::schema;
use crate::document::Pointer;
use crate::model::description::{SchemaId, SchemaKeywords};
use crate::model::{
    AdditionalProperties, Constraint, Direction, ObjectRule, Presence, Property, TypeDef, TypeKind,
    TypeRef,
};
use crate::read::code_name::{check_code_name, code_name};
use crate::read::default_value::default_value;
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
            let values = further.unwrap_or(&Value::Bool(true));
            let values = self.read(
                values,
                &site.part(&["additionalProperties"], "Value"),
                diagnostics,
            );
            let mut constraints: Vec<_> = bounds.map(Constraint::Properties).into_iter().collect();
            constraints.extend(self.constraints(schema, diagnostics));
            return TypeRef::with(TypeKind::Map(Box::new(values)), constraints);
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
                let property = further.unwrap_or(&Value::Bool(true));
                fields.extend(self.field(key, property, true, site, diagnostics));
            }
        }
        let rest = match further {
            // How many there are can be told of those that are kept only.
            _ if bounds.is_some() && further != Some(&Value::Bool(false)) => {
                let values = further.unwrap_or(&Value::Bool(true));
                AdditionalProperties::Captured(self.read(
                    values,
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
        let mut rules = self.presence(schema, &fields, site, diagnostics);
        rules.extend(bounds.map(ObjectRule::Properties));
        let beyond = self.rules(schema, diagnostics).into_iter();
        rules.extend(beyond.map(ObjectRule::Rule));
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
        let code_name = code_name(property, key);
        let part = site.part(&["properties", key], &code_name);
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
        check_code_name(property, &part.at, diagnostics);
        let shape = self.read(property, &part, diagnostics);
        Some(Property {
            wire: key.to_owned(),
            code_name,
            documentation: documentation(property),
            example: property
                .get("example")
                .or(property["examples"].get(0))
                .cloned(),
            default: default_value(property, &shape),
            shape,
            required,
        })
    }
}

impl SchemaReader<'_> {
    /// Rules for the properties that have to be there together, or must not.
    fn presence(
        &mut self,
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
            let listed = group["sets"].as_array().into_iter().flatten();
            let sets: Vec<_> = listed.map(|set| strings(Some(set))).collect();
            let is_described = |key: &&str| fields.iter().any(|field| field.wire == **key);
            if !sets.iter().flatten().all(is_described) {
                rules.push(ObjectRule::Rule(
                    self.presence_beyond_types(how, &sets, &site.at),
                ));
                continue;
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

    /// The same of properties that no type has: of what was sent.
    fn presence_beyond_types(&mut self, how: &str, sets: &[Vec<&str>], at: &Pointer) -> SchemaId {
        let sets = sets.iter().map(|set| self.requires(at, set));
        let sets: Vec<_> = sets.collect();
        let mut keywords = SchemaKeywords::default();
        match how {
            "not" => keywords.not = sets.first().copied(),
            "anyOf" => keywords.any_of = Some(sets),
            _ => keywords.one_of = Some(sets),
        }
        self.made_rule(at, keywords)
    }
}

fn strings(value: Option<&Value>) -> Vec<&str> {
    value
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::Count;
    use crate::read::schema::testing::{ReadSchema, read, read_beside};

    /// Name and whether it is required, of each property.
    fn fields(read: &ReadSchema) -> Vec<(&str, bool)> {
        let TypeDef::Struct { fields, .. } = read.definition() else {
            panic!("no struct");
        };
        let fields = fields.iter();
        fields
            .map(|field| (field.wire.as_str(), field.required))
            .collect()
    }

    #[test]
    fn direction_decides_what_is_there() {
        let schema = json!({ "required": ["id", "secret", "name"], "properties": {
            "id": { "type": "string", "readOnly": true },
            "secret": { "type": "string", "writeOnly": true },
            "name": { "type": "string" },
            "never": false } });
        let request = read_beside(json!({}), schema.clone(), Direction::Request);
        assert_eq!(
            fields(&request),
            [("id", false), ("secret", true), ("name", true)]
        );
        let response = read_beside(json!({}), schema, Direction::Response);
        assert_eq!(fields(&response), [("id", true), ("name", true)]);
    }

    #[test]
    fn further_properties_are_ignored_captured_or_denied() {
        let rest = |further: Value| {
            let mut schema = json!({ "properties": { "a": {} } });
            if further != Value::Null {
                schema["additionalProperties"] = further;
            }
            let read = read(schema);
            match read.definition() {
                TypeDef::Struct { rest, .. } => match rest {
                    AdditionalProperties::Ignored => "ignored".to_owned(),
                    AdditionalProperties::Denied => "denied".to_owned(),
                    AdditionalProperties::Captured(shape) => format!("{:?}", shape.kind),
                },
                _ => panic!("no struct"),
            }
        };
        assert_eq!(rest(Value::Null), "ignored");
        assert_eq!(rest(json!(false)), "denied");
        assert_eq!(rest(json!(true)), "Any");
        assert_eq!(rest(json!({ "type": "boolean" })), "Boolean");
    }

    #[test]
    fn an_object_without_names_is_a_map() {
        let read =
            read(json!({ "additionalProperties": { "type": "number" }, "maxProperties": 2 }));
        let count = Count {
            least: 0,
            most: Some(2),
        };
        let values = Box::new(TypeRef::of(TypeKind::Number));
        assert_eq!(read.shape.kind, TypeKind::Map(values));
        assert_eq!(read.shape.constraints, [Constraint::Properties(count)]);
    }

    #[test]
    fn rules_of_presence_are_said_in_words() {
        let message = |schema: Value| {
            let read = read(schema);
            assert_eq!(read.found, []);
            match read.definition() {
                TypeDef::Struct { rules, .. } => {
                    rules.iter().map(ObjectRule::message).collect::<Vec<_>>()
                }
                _ => panic!("no struct"),
            }
        };
        let properties = json!({ "a": {}, "b": {} });
        let one = |keyword: &str| json!({ "properties": properties, keyword: [{ "required": ["a"] }, { "required": ["b"] }] });
        assert_eq!(message(one("oneOf")), ["must have exactly one of a, or b"]);
        assert_eq!(message(one("anyOf")), ["must have a, or b"]);
        let not = json!({ "properties": properties, "not": { "required": ["a", "b"] } });
        assert_eq!(message(not), ["must not have a with b"]);
    }
}
