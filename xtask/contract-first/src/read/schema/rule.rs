//! Keywords that no type expresses: values are checked against them as they were sent.

use serde_json::{Map, Value, json};

use super::combine::ORIGIN;
use super::cost::MAX_SCHEMA_DEPTH;
use super::reader::SchemaReader;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::schema as rows;
use crate::document::Pointer;
use crate::model::Pattern;
use crate::model::description::{SchemaId, SchemaKeywords};
use crate::read::description::Extent;
use crate::text::pattern::translated;

type Schema = Map<String, Value>;

/// Where the rules of a schema stand, of all that it is made of. Begins with NUL, so that no extension of a document goes by it.
pub const RULES: &str = "\0rules";

/// Keywords that are rules by themselves, or with those beside them.
const ALONE: [&str; 13] = [
    "contains",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "if",
    "maxContains",
    "minContains",
    "not",
    "patternProperties",
    "prefixItems",
    "propertyNames",
    "then",
];

/// Keywords about what every other keyword of the schema leaves alone.
const ABOUT_THE_REST: [&str; 2] = ["unevaluatedItems", "unevaluatedProperties"];

/// Whether a keyword is a rule.
pub fn is_rule(keyword: &str) -> bool {
    ALONE.contains(&keyword) || ABOUT_THE_REST.contains(&keyword)
}

impl SchemaReader<'_> {
    /// Takes the rules out of a schema that stands at a place, and leaves what they say of types.
    pub(super) fn take_rules(&self, own: &mut Schema, at: &Pointer) {
        let keywords: Vec<_> = own.keys().filter(|key| is_rule(key)).cloned().collect();
        let here = at.get(self.root).and_then(Value::as_object);
        let same = |key: &String| here.is_some_and(|here| here.get(key) == own.get(key));
        if keywords.is_empty() || !keywords.iter().all(same) {
            return;
        }
        self.keep_described(own);
        let whole = ABOUT_THE_REST.iter().any(|key| own.contains_key(*key));
        for keyword in keywords {
            own.shift_remove(&keyword);
        }
        own.insert(RULES.to_owned(), json!([[at.as_str(), whole]]));
    }

    /// Describes by other keywords what rules describe, so that types have a place for it.
    fn keep_described(&self, own: &mut Schema) {
        tuple(own);
        if let Some(Value::Object(patterns)) = own.get("patternProperties") {
            let mut described: Vec<_> = patterns.values().cloned().collect();
            let closed = own.get("additionalProperties") == Some(&Value::Bool(false));
            let further = match (closed, described.len()) {
                (true, 1) => described.remove(0),
                _ => Value::Bool(true),
            };
            own.insert("additionalProperties".to_owned(), further);
        }
        let is_object = own.contains_key("properties") || own.get("type") == Some(&json!("object"));
        let is_closed = own.contains_key("additionalProperties");
        let unevaluated = own.get("unevaluatedProperties");
        if is_object && !is_closed && unevaluated.is_some_and(|rest| rest != &Value::Bool(false)) {
            own.insert("additionalProperties".to_owned(), true.into());
        } else if is_object && !is_closed {
            self.conditional(own);
        }
    }

    /// What is described under a condition may be anything, as far as types go; it has a field nevertheless.
    fn conditional(&self, own: &mut Schema) {
        let map = |keyword: &str| own.get(keyword).and_then(Value::as_object);
        let dependent = ["dependentSchemas", "dependencies"]
            .into_iter()
            .filter_map(map);
        let parts: Vec<&Schema> = ["then", "else"]
            .into_iter()
            .filter_map(map)
            .chain(dependent.flat_map(Map::values).filter_map(Value::as_object))
            .collect();
        let composed = |part: &&Schema| {
            let applies = ["$ref", "allOf", "anyOf", "oneOf", "if"];
            applies.iter().any(|keyword| part.contains_key(*keyword))
        };
        let open = parts.iter().any(composed);
        let described = parts
            .iter()
            .filter_map(|part| part.get("properties")?.as_object());
        let names: Vec<_> = described.flat_map(Map::keys).cloned().collect();
        if open {
            own.insert("additionalProperties".to_owned(), true.into());
        }
        let known = own.entry("properties").or_insert_with(|| json!({}));
        if let Value::Object(known) = known {
            for name in names {
                known.entry(name).or_insert(Value::Bool(true));
            }
        }
    }

    /// The rules of a schema.
    pub(super) fn rules(
        &mut self,
        schema: &Schema,
        diagnostics: &mut Diagnostics,
    ) -> Vec<SchemaId> {
        let listed = schema.get(RULES).and_then(Value::as_array).cloned();
        let mut rules = Vec::new();
        for entry in listed.into_iter().flatten() {
            let at = Pointer::from(entry[0].as_str().unwrap_or_default());
            let extent = match entry[1] == true {
                true => Extent::Whole,
                false => Extent::Rest,
            };
            let key = (at.clone(), extent);
            let known = self.known_rules.get(&key).copied();
            let rule = known.or_else(|| self.descriptions.rule(&at, extent));
            let Some(rule) = rule else { continue };
            self.known_rules.insert(key, rule);
            if self.is_checkable(rule, &at, diagnostics) && !rules.contains(&rule) {
                rules.push(rule);
            }
        }
        rules
    }

    /// A rule that is made of other keywords than it stands in.
    pub(super) fn made_rule(&mut self, at: &Pointer, keywords: SchemaKeywords) -> SchemaId {
        let rule = self.descriptions.keep(at, keywords);
        self.types.rules.roots.push(rule);
        rule
    }

    /// A rule that asks for some properties.
    pub(super) fn requires(&mut self, at: &Pointer, names: &[&str]) -> SchemaId {
        let mut keywords = SchemaKeywords::default();
        keywords.object.required = names.iter().map(|name| (*name).to_owned()).collect();
        self.descriptions.keep(at, keywords)
    }

    /// Whether values can be checked against a rule; what is against it is found.
    fn is_checkable(
        &mut self,
        rule: SchemaId,
        at: &Pointer,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        if self.types.rules.roots.contains(&rule) {
            return true;
        }
        diagnostics.found.append(&mut self.descriptions.faults);
        let reached = self.descriptions.reached(rule);
        self.cost.spend(reached.len());
        let depth = self.descriptions.depth(&reached);
        if depth.is_none_or(|depth| depth > MAX_SCHEMA_DEPTH) {
            diagnostics.add(rows::UNCHECKED_KEYWORD.at(at).because(
                "the rules of the schema are nested too deeply, or lead back to themselves",
            ));
            return false;
        }
        let mut found = Vec::new();
        for id in &reached {
            let schema = &self.descriptions.schemas[*id];
            let names = schema.keywords.object.pattern_properties.iter();
            let sources = names
                .map(|(source, _)| source)
                .chain(&schema.keywords.string.pattern);
            for source in sources {
                found.push((schema.at.clone(), source.clone()));
            }
        }
        for (at, source) in found {
            match translated(&source) {
                Ok(translated) => {
                    let pattern = Pattern {
                        source,
                        engine: translated.engine,
                    };
                    if !self.types.patterns.contains(&pattern) {
                        self.types.patterns.push(pattern);
                    }
                }
                Err(problem) => diagnostics.add(
                    rows::PATTERN
                        .at(at)
                        .because(format!("the pattern `{source}` {problem}")),
                ),
            }
        }
        self.types.rules.roots.push(rule);
        true
    }
}

/// The type of the items of a tuple: that of all of them, or one of their plain types.
fn tuple(own: &mut Schema) {
    let Some(Value::Array(prefix)) = own.get("prefixItems") else {
        return;
    };
    let mut kinds = prefix.clone();
    match own.get("items") {
        Some(Value::Bool(false)) => {}
        Some(further @ Value::Object(_)) => kinds.push(further.clone()),
        _ => kinds.push(Value::Bool(true)),
    }
    kinds
        .iter_mut()
        .filter_map(Value::as_object_mut)
        .for_each(|kind| {
            kind.shift_remove(ORIGIN);
        });
    let mut different: Vec<Value> = Vec::new();
    for kind in kinds {
        if !different.contains(&kind) {
            different.push(kind);
        }
    }
    let is_plain = |kind: &Value| {
        let plain = ["boolean", "integer", "number", "string"];
        kind["type"]
            .as_str()
            .is_some_and(|kind| plain.contains(&kind))
    };
    let items = match different.len() {
        1 => different.remove(0),
        2.. if different.iter().all(is_plain) => json!({ "anyOf": different }),
        _ => Value::Bool(true),
    };
    own.insert("items".to_owned(), items);
}
