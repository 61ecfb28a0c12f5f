//! Values that a schema may accept, under the names that it speaks of.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::choices::Choices;

/// What a schema and all that it is made of at one place say.
#[derive(Default)]
struct Facets<'s> {
    schemas: Vec<&'s Map<String, Value>>,
}

/// Makes values for schemas of one document.
pub struct Sampler<'d> {
    pub document: &'d Value,
}

impl<'d> Sampler<'d> {
    /// A value that has a chance to be valid.
    pub fn value(&self, choices: &mut Choices, schemas: &[&'d Value], levels: usize) -> Value {
        let mut facets = Facets::default();
        for schema in schemas {
            self.gather(schema, &mut facets, 6);
        }
        let listed = facets
            .all("enum")
            .flat_map(|list| list.as_array().into_iter().flatten());
        let listed: Vec<_> = listed.chain(facets.all("const")).collect();
        if !listed.is_empty() && !choices.once_in(8) {
            return listed[choices.below(listed.len())].clone();
        }
        let kinds: Vec<&str> = facets.all("type").flat_map(names).collect();
        let any = [
            "string", "integer", "number", "boolean", "null", "object", "array",
        ];
        let kind = match kinds.is_empty() || choices.once_in(16) {
            // What says nothing of its type mostly means objects.
            true if facets.all("properties").next().is_some() && !choices.once_in(3) => "object",
            true => choices.pick(&any),
            false => choices.pick(&kinds),
        };
        match kind {
            "string" => choices
                .pick(&["", "a", "b", "ab", "ba", "aab", "abab", "c", "xb", "1"])
                .into(),
            "integer" => choices.pick(&[0, 1, 2, 3, 4, 5, 6, 9, 12, -1]).into(),
            "number" => json!(choices.pick(&[0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.5, 6.0, -1.0])),
            "boolean" => choices.once_in(2).into(),
            "object" => self.object(choices, &facets, levels),
            "array" => self.list(choices, &facets, levels),
            _ => Value::Null,
        }
    }

    /// Collects what holds for the same value, one alternative of several.
    fn gather(&self, schema: &'d Value, facets: &mut Facets<'d>, levels: usize) {
        let Some(entries) = schema.as_object().filter(|_| levels > 0) else {
            return;
        };
        facets.schemas.push(entries);
        if let Some(target) = entries.get("$ref").and_then(Value::as_str)
            && let Some(target) = self.document.pointer(&target[1..])
        {
            self.gather(target, facets, levels - 1);
        }
        for key in ["allOf", "anyOf", "oneOf"] {
            for part in entries
                .get(key)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                self.gather(part, facets, levels - 1);
            }
        }
        for key in ["if", "then", "else"] {
            if let Some(part) = entries.get(key) {
                self.gather(part, facets, levels - 1);
            }
        }
        for (_, part) in entries
            .get("dependentSchemas")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            self.gather(part, facets, levels - 1);
        }
    }

    fn object(&self, choices: &mut Choices, facets: &Facets<'d>, levels: usize) -> Value {
        let properties: Vec<_> = facets
            .all("properties")
            .filter_map(Value::as_object)
            .collect();
        let patterns: Vec<_> = facets
            .all("patternProperties")
            .filter_map(Value::as_object)
            .collect();
        let more: Vec<_> = facets
            .all("additionalProperties")
            .filter(|more| more.is_object())
            .collect();
        let mut names: BTreeSet<&str> = properties
            .iter()
            .flat_map(|all| all.keys())
            .map(String::as_str)
            .collect();
        names.extend(facets.all("required").flat_map(names_of));
        if !patterns.is_empty() {
            names.extend(["b", "x"]);
        }
        if !more.is_empty() {
            names.extend(["a", "d", "m"]);
        }
        let mut object = Map::new();
        for name in names {
            if choices.once_in(3) || levels == 0 {
                continue;
            }
            let mut schemas: Vec<_> = properties.iter().filter_map(|all| all.get(name)).collect();
            if schemas.is_empty() {
                schemas.extend(
                    patterns
                        .iter()
                        .flat_map(|all| all.values())
                        .chain(more.iter().copied()),
                );
            }
            object.insert(name.to_owned(), self.value(choices, &schemas, levels - 1));
        }
        object.into()
    }

    fn list(&self, choices: &mut Choices, facets: &Facets<'d>, levels: usize) -> Value {
        let count = if levels == 0 { 0 } else { choices.below(4) };
        let items: Vec<_> = facets.all("items").chain(facets.all("contains")).collect();
        let first: Vec<_> = facets
            .all("prefixItems")
            .filter_map(|all| all.get(0))
            .collect();
        let item = |index| match index {
            0 if !first.is_empty() => self.value(choices, &first, levels - 1),
            _ => self.value(choices, &items, levels - 1),
        };
        (0..count).map(item).collect()
    }
}

impl<'s> Facets<'s> {
    /// What is said under a keyword.
    fn all(&self, keyword: &str) -> impl Iterator<Item = &'s Value> {
        self.schemas
            .iter()
            .filter_map(move |schema| schema.get(keyword))
    }
}

/// The names of a `type`.
fn names(value: &Value) -> Vec<&str> {
    match value {
        Value::String(name) => vec![name],
        list => names_of(list),
    }
}

fn names_of(list: &Value) -> Vec<&str> {
    let items = list.as_array().into_iter().flatten();
    items.filter_map(Value::as_str).collect()
}
