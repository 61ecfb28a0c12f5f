use std::collections::HashSet;

use serde_json::{Map, Value};

use super::read::Site;
use super::reader::SchemaReader;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::schema;
use crate::model::description::SchemaKeywords;
use crate::model::{Constraint, TypeDef, TypeKind, TypeRef};

impl SchemaReader<'_> {
    /// `enum`, and `const` as one of one value. What the schema says beside narrows the values.
    pub fn enumeration(
        &mut self,
        schema: &Map<String, Value>,
        site: &Site,
        diagnostics: &mut Diagnostics,
    ) -> TypeRef {
        let listed = schema["enum"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        if listed
            .iter()
            .any(|value| value.is_object() || value.is_array())
        {
            return self.structures(listed, schema, site);
        }
        let mut values = Vec::new();
        let mut seen = HashSet::new();
        let mut null = false;
        for value in listed {
            if !self.fits_type(schema, value) {
                // No value of the schema.
            } else if value.is_null() {
                null = true;
            } else if seen.insert(value) {
                // Said twice, it is still one value.
                values.push(value.clone());
            }
        }
        let whole_boolean = values.len() == 2 && values.iter().all(Value::is_boolean);
        match values.len() {
            0 if null => TypeRef::of(TypeKind::Null),
            0 => {
                diagnostics.add(schema::ENUM_FITS_NOTHING.at(site.at.child("enum")));
                TypeRef::of(TypeKind::Any)
            }
            _ if whole_boolean => TypeRef::of(TypeKind::Boolean).or_null(null),
            _ => self
                .define(TypeDef::Enumeration(values), schema, site, diagnostics)
                .or_null(null),
        }
    }

    /// Values some of which are objects or arrays: any JSON, of which one of them is asked.
    fn structures(
        &mut self,
        listed: &[Value],
        schema: &Map<String, Value>,
        site: &Site,
    ) -> TypeRef {
        let fitting = listed.iter().filter(|value| self.fits_type(schema, value));
        let values: Vec<_> = fitting.cloned().collect();
        let null = values.contains(&Value::Null);
        let rule = self.made_rule(
            &site.at,
            SchemaKeywords {
                values: Some(values),
                ..SchemaKeywords::default()
            },
        );
        TypeRef::with(TypeKind::Any, vec![Constraint::Rule(rule)]).or_null(null)
    }

    fn fits_type(&self, schema: &Map<String, Value>, value: &Value) -> bool {
        let fits = |kind: &str| match kind {
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "null" => value.is_null(),
            "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
            "number" => value.is_number(),
            "object" => value.is_object(),
            "array" => value.is_array(),
            _ => false,
        };
        let nullable = value.is_null() && schema.get("nullable") == Some(&Value::Bool(true));
        nullable
            || match schema.get("type") {
                Some(Value::String(one)) => fits(one),
                Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).any(fits),
                _ => true,
            }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::read::schema::testing::read;

    #[track_caller]
    fn values(schema: Value) -> (Vec<Value>, bool) {
        let read = read(schema);
        assert_eq!(read.found, []);
        let TypeDef::Enumeration(values) = read.definition() else {
            panic!("no enumeration");
        };
        (values.clone(), read.shape.nullable)
    }

    #[test]
    fn values_are_those_that_fit_the_type_each_once() {
        let schema = json!({ "type": "string", "enum": ["a", 1, "b", "a", true] });
        assert_eq!(values(schema), (vec![json!("a"), json!("b")], false));
        let schema = json!({ "type": ["integer", "null"], "enum": [1, 2.0, 2.5, null] });
        assert_eq!(values(schema), (vec![json!(1), json!(2.0)], true));
        assert_eq!(values(json!({ "const": 1 })), (vec![json!(1)], false));
    }

    #[test]
    fn both_booleans_are_a_boolean_and_null_alone_is_null() {
        let both = read(json!({ "enum": [true, false, null] }));
        assert_eq!(both.shape, TypeRef::of(TypeKind::Boolean).or_null(true));
        assert_eq!(read(json!({ "enum": [null] })).shape.kind, TypeKind::Null);
    }

    #[test]
    fn objects_and_arrays_are_any_json_with_a_rule() {
        let read = read(json!({ "enum": [{ "a": 1 }, [1], "b", null] }));
        assert_eq!(read.found, []);
        let [Constraint::Rule(rule)] = read.shape.constraints.as_slice() else {
            panic!("no rule");
        };
        assert_eq!(read.shape.kind, TypeKind::Any);
        assert!(read.shape.nullable && read.types.rules.roots == [*rule]);
    }

    #[test]
    fn what_no_type_fits_is_found() {
        let nothing = schema::ENUM_FITS_NOTHING.code.0;
        assert_eq!(
            read(json!({ "type": "string", "enum": [1] })).found,
            [(nothing, "/here/enum".to_owned())]
        );
    }
}
