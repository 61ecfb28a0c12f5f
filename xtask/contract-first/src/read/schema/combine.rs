use serde_json::{Map, Value, json};

use super::keyword::is_annotation;
use super::reader::SchemaReader;
use super::rule::{RULES, is_rule};
use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::schema;
use crate::document::Size;
use crate::document::{self, Pointer};
use crate::read::reference::{may_be_schema, refuse_target};

/// Where a part of a combined schema really stands.
///
/// Begins with NUL, as PRESENCE does, so that no extension of a document goes by it.
pub const ORIGIN: &str = "\0at";
/// Which properties have to be there together: what `oneOf`, `anyOf` and `not` over nothing but `required` come down to.
pub const PRESENCE: &str = "\0presence";

/// The keywords that combining writes in another form, or whose schemas become parts of others.
const REWRITTEN: [&str; 8] = [
    "$ref",
    "allOf",
    "anyOf",
    "const",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "not",
    "oneOf",
];

type Schema = Map<String, Value>;

impl SchemaReader<'_> {
    /// One schema without `$ref` and `allOf` that says what all parts of a schema say together.
    pub fn combined(
        &self,
        schema: &Schema,
        at: &Pointer,
        open: &mut Vec<String>,
        diagnostics: &mut Diagnostics,
    ) -> Schema {
        // Parts of other parts know where they stand.
        let origin = schema.get(ORIGIN).and_then(Value::as_str);
        let at = &origin.map_or_else(|| at.clone(), Pointer::from);
        let combined = if self.cost.enter(values(schema), at, diagnostics) {
            self.combined_here(schema, at, open, diagnostics)
        } else {
            Schema::new()
        };
        self.cost.leave();
        combined
    }

    fn combined_here(
        &self,
        schema: &Schema,
        at: &Pointer,
        open: &mut Vec<String>,
        diagnostics: &mut Diagnostics,
    ) -> Schema {
        let mut own = self.plain(schema, at);
        let reference = own.shift_remove("$ref");
        let parts = own.shift_remove("allOf");
        // What the whole says itself of null goes before what its parts say (OpenAPI 3.0).
        let nullable = own.get("nullable") == Some(&Value::Bool(true));
        if let Some(target) = reference.as_ref().and_then(Value::as_str) {
            if self.old {
                own.clear();
            }
            let part = self.target(target, at, open, diagnostics);
            combine(&mut own, part, at, diagnostics);
        }
        for (index, part) in parts
            .as_ref()
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .enumerate()
        {
            let at = at.child("allOf").child(index);
            match part {
                Value::Object(part) => {
                    let depth = open.len();
                    let part = self.combined(part, &at, open, diagnostics);
                    open.truncate(depth);
                    // Properties are put together anew each time.
                    let properties = own.get("properties").and_then(Value::as_object);
                    self.cost.spend(properties.map_or(0, Map::len));
                    combine(&mut own, part, &at, diagnostics);
                }
                Value::Bool(true) => {}
                _ => diagnostics.add(schema::IMPOSSIBLE_SCHEMA.at(&at)),
            }
        }
        if nullable {
            own.insert("nullable".to_owned(), true.into());
        }
        own
    }

    /// What a `$ref` leads to, combined.
    fn target(
        &self,
        target: &str,
        at: &Pointer,
        open: &mut Vec<String>,
        diagnostics: &mut Diagnostics,
    ) -> Schema {
        if open.iter().any(|other| other == target) {
            diagnostics.add(schema::SELF_COMPOSITION.at(at));
            return Schema::new();
        }
        let place = Pointer::of_reference(target).unwrap_or_default();
        let found = document::target(self.root, target);
        match found.filter(|found| may_be_schema(&place, found)) {
            Some(Value::Object(schema)) => {
                open.push(target.to_owned());
                self.combined(schema, &place, open, diagnostics)
            }
            Some(Value::Bool(true)) => Schema::new(),
            Some(Value::Bool(false)) => {
                diagnostics.add(schema::IMPOSSIBLE_SCHEMA.at(&place));
                Schema::new()
            }
            _ => {
                refuse_target(target, at, diagnostics);
                Schema::new()
            }
        }
    }

    /// A schema in the form that combining understands: exclusive bounds as numbers, presence apart, parts that know where they stand.
    fn plain(&self, schema: &Schema, at: &Pointer) -> Schema {
        let mut own = schema.clone();
        for (exclusive, bound) in [
            ("exclusiveMinimum", "minimum"),
            ("exclusiveMaximum", "maximum"),
        ] {
            match own.get(exclusive) {
                Some(Value::Bool(true)) => match own.shift_remove(bound) {
                    Some(value) => {
                        own.insert(exclusive.to_owned(), value);
                    }
                    None => {
                        own.shift_remove(exclusive);
                    }
                },
                Some(Value::Bool(false)) => {
                    own.shift_remove(exclusive);
                }
                _ => {}
            }
        }
        if let Some(value) = own.shift_remove("const") {
            let rest = json!([value]);
            let both = match own.shift_remove("enum") {
                Some(several) => intersection(&several, &rest),
                None => rest,
            };
            own.insert("enum".to_owned(), both);
        }
        let mut presence = Vec::new();
        for keyword in ["oneOf", "anyOf", "not"] {
            let Some(value) = own.get(keyword) else {
                continue;
            };
            let sets: Option<Vec<_>> = match value {
                Value::Array(several) => several.iter().map(required_only).collect(),
                one => required_only(one).map(|one| vec![one]),
            };
            if let Some(sets) = sets.filter(|sets| !sets.is_empty()) {
                presence.push(json!({ "how": keyword, "sets": sets }));
                own.shift_remove(keyword);
            }
        }
        if !presence.is_empty() {
            own.insert(PRESENCE.to_owned(), presence.into());
        }
        self.take_rules(&mut own, at);
        for (keyword, value) in &mut own {
            let at = at.child(keyword);
            match (keyword.as_str(), value) {
                ("properties", Value::Object(several)) => {
                    several
                        .iter_mut()
                        .for_each(|(key, one)| placed(one, at.child(key)));
                }
                ("oneOf" | "anyOf", Value::Array(several)) => {
                    let numbered = several.iter_mut().enumerate();
                    numbered.for_each(|(index, one)| placed(one, at.child(index)));
                }
                ("items" | "additionalProperties" | "not", one) => placed(one, at),
                _ => {}
            }
        }
        own
    }
}

/// Whether a schema says the same when it is combined: nothing in it is written in another form, or becomes part of another schema.
pub fn is_plain(schema: &Schema) -> bool {
    let rewritten = |key: &String| REWRITTEN.contains(&key.as_str()) || is_rule(key);
    !schema.keys().any(rewritten)
}

/// How many values a schema has.
fn values(schema: &Schema) -> usize {
    let inner = schema.values().map(|value| Size::of(value).values);
    inner.sum()
}

/// Notes in a part where it stands, unless it knows already.
fn placed(part: &mut Value, at: Pointer) {
    if let Value::Object(part) = part {
        part.entry(ORIGIN).or_insert_with(|| at.to_string().into());
    }
}

/// The properties that a schema asks for, when that is all that it says.
fn required_only(schema: &Value) -> Option<Value> {
    let schema = schema.as_object()?;
    let plain = |(key, value): (&String, &Value)| {
        key == "required" || is_annotation(key) || key == "type" && value == "object"
    };
    let required = schema
        .get("required")
        .filter(|required| required.is_array())?;
    schema.iter().all(plain).then(|| required.clone())
}

/// Adds to `whole` what `part` says; a value has to fit both.
fn combine(whole: &mut Schema, mut part: Schema, at: &Pointer, diagnostics: &mut Diagnostics) {
    // It says which schema a value is of where there is a choice, and nothing elsewhere.
    if !part.contains_key("oneOf") && !part.contains_key("anyOf") {
        part.shift_remove("discriminator");
    }
    properties(whole, &mut part);
    for (keyword, theirs) in part {
        let Some(ours) = whole.get_mut(&keyword) else {
            whole.insert(keyword, theirs);
            continue;
        };
        if *ours == theirs {
            continue;
        }
        let less = theirs.as_f64() < ours.as_f64();
        match keyword.as_str() {
            "type" => match types(ours, &theirs) {
                Some(both) => *ours = both,
                None => diagnostics.add(schema::CONFLICTING_TYPES.at(at.child(&keyword)).because(
                    format!("no value is of the types {ours} and {theirs} at once"),
                )),
            },
            "nullable" => {
                *ours = (ours == &Value::Bool(true) && theirs == Value::Bool(true)).into()
            }
            "enum" => *ours = intersection(ours, &theirs),
            "required" | PRESENCE | RULES => {
                if let (Value::Array(ours), Value::Array(theirs)) = (ours, theirs) {
                    ours.extend(theirs);
                }
            }
            "minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties" => {
                if !less {
                    *ours = theirs;
                }
            }
            "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties" => {
                if less {
                    *ours = theirs;
                }
            }
            "uniqueItems" => *ours = true.into(),
            "pattern" => {
                let mut all = listed(ours.take());
                all.extend(listed(theirs));
                *ours = all.into();
            }
            "items" => *ours = json!({ "allOf": [ours.take(), theirs] }),
            // Said twice, one is as good as the other.
            keyword if is_annotation(keyword) || keyword == "discriminator" => {}
            other => diagnostics.add(schema::CONFLICTING_KEYWORD.at(at.child(other)).because(
                format!("two parts of the schema set `{other}` to different values"),
            )),
        }
    }
}

/// Properties that both describe fit both; `additionalProperties` of one is about those that only the other has.
fn properties(whole: &mut Schema, part: &mut Schema) {
    let further = [
        whole.shift_remove("additionalProperties"),
        part.shift_remove("additionalProperties"),
    ];
    let [ours, theirs] = [
        whole.shift_remove("properties"),
        part.shift_remove("properties"),
    ]
    .map(|value| match value {
        Some(Value::Object(properties)) => properties,
        _ => Schema::new(),
    });
    let mut all = Schema::new();
    for key in ours.keys().chain(theirs.keys()) {
        let describe = |own: &Schema, further: &Option<Value>| {
            own.get(key).cloned().or_else(|| further.clone())
        };
        let sides = [describe(&ours, &further[0]), describe(&theirs, &further[1])];
        all.insert(key.clone(), both(sides));
    }
    if !all.is_empty() {
        whole.insert("properties".to_owned(), all.into());
    }
    if further.iter().any(Option::is_some) {
        whole.insert("additionalProperties".to_owned(), both(further));
    }
}

/// The schema of values that fit each schema that is there.
fn both(sides: [Option<Value>; 2]) -> Value {
    if sides.contains(&Some(Value::Bool(false))) {
        return false.into();
    }
    let mut several: Vec<_> = sides
        .into_iter()
        .flatten()
        .filter(|side| side != &Value::Bool(true))
        .collect();
    several.dedup();
    match several.len() {
        0 => true.into(),
        1 => several.remove(0),
        _ => json!({ "allOf": several, ORIGIN: several[0].get(ORIGIN) }),
    }
}

fn listed(value: Value) -> Vec<Value> {
    match value {
        Value::Array(several) => several,
        one => vec![one],
    }
}

fn intersection(ours: &Value, theirs: &Value) -> Value {
    let theirs = theirs.as_array().map(Vec::as_slice).unwrap_or_default();
    let ours = ours.as_array().into_iter().flatten();
    ours.filter(|value| theirs.contains(value))
        .cloned()
        .collect::<Vec<_>>()
        .into()
}

/// The types that are of both; every integer is a number.
fn types(ours: &Value, theirs: &Value) -> Option<Value> {
    let [ours, theirs] = [ours, theirs].map(|value| listed(value.clone()));
    let mut common = Vec::new();
    for one in &ours {
        for other in &theirs {
            let integer = [one, other].iter().any(|side| *side == "integer");
            let number = [one, other].iter().any(|side| *side == "number");
            let meet = one == other || integer && number;
            let meeting = if integer { &json!("integer") } else { one };
            if meet && !common.contains(meeting) {
                common.push(meeting.clone());
            }
        }
    }
    match common.len() {
        0 => None,
        1 => common.pop(),
        _ => Some(common.into()),
    }
}

#[cfg(test)]
mod tests;
