//! The table of what is asked of values beyond their types.

use std::collections::{BTreeMap, HashMap};

use serde_json::Number;

use super::rule_node::{Arrays, Contains, Limit, Node, Numbers, Objects, Strings, is_default};
use crate::backend::rust::chosen_type;
use crate::model::description::{
    Bound, JsonType, ObjectKeywords, SchemaId, SchemaKeywords, Schemas, TypeSet,
};
use crate::model::{
    AdditionalProperties, Constraint, ObjectRule, TypeDef, TypeKind, TypeRef, TypeRegistry,
};

/// The nodes that the generated crate reads, as its runtime describes them.
#[derive(Default)]
pub struct RuleTable {
    nodes: Vec<Node>,
    schemas: HashMap<SchemaId, usize>,
    /// The nodes of structs, by their types.
    structs: BTreeMap<usize, usize>,
    /// The patterns that nodes name, by number.
    pub patterns: Vec<usize>,
}

impl RuleTable {
    /// Of all types; `patterns` are their numbers.
    pub fn of(types: &TypeRegistry, patterns: &HashMap<&str, usize>) -> Self {
        let mut table = Self::default();
        for root in &types.rules.roots {
            table.schema(&types.rules.schemas, *root, patterns);
        }
        for (id, named) in types.types.iter().enumerate() {
            if let TypeDef::Struct {
                fields,
                rest,
                rules,
            } = &named.definition
            {
                let mut node = Node::default();
                for rule in rules {
                    if let ObjectRule::Rule(schema) = rule {
                        node.all.extend(table.schemas.get(schema));
                    }
                }
                for field in fields {
                    let inner = table.of_shape(types, &field.shape);
                    let inner = inner.map(|inner| (field.wire.clone(), inner));
                    node.objects.properties.extend(inner);
                }
                if let AdditionalProperties::Captured(shape) = rest {
                    node.objects.others = table.of_shape(types, shape);
                    if node.objects.others.is_some() {
                        let any = table.push(Node::default());
                        let known =
                            |name: &str| node.objects.properties.iter().any(|(key, _)| key == name);
                        let others = fields.iter().filter(|field| !known(&field.wire));
                        let others: Vec<_> =
                            others.map(|field| (field.wire.clone(), any)).collect();
                        node.objects.properties.extend(others);
                    }
                }
                if !node.all.is_empty() || !is_default(&node.objects) {
                    let place = table.push(node);
                    table.structs.insert(id, place);
                }
            }
        }
        table
    }

    /// The node that an object is checked against while it is read.
    pub fn of_struct(&self, id: usize) -> Option<usize> {
        self.structs.get(&id).copied()
    }

    /// The table in JSON.
    pub fn json(&self) -> String {
        serde_json::to_string(&self.nodes).unwrap_or_default()
    }

    fn push(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// What is asked of values of a shape by whatever holds them: their type alone does not keep enough of them to tell.
    fn of_shape(&mut self, types: &TypeRegistry, shape: &TypeRef) -> Option<usize> {
        if !is_for_holder(types, shape) {
            return None;
        }
        let mut node = Node::default();
        match &shape.kind {
            TypeKind::Array(items) => node.arrays.items = self.of_shape(types, items),
            TypeKind::Map(values) => node.objects.others = self.of_shape(types, values),
            TypeKind::Named(id) => {
                if let TypeDef::Alias(inner) = &types.types[*id].definition {
                    node.all.extend(self.of_shape(types, inner));
                }
            }
            _ => {}
        }
        if !keeps_all(types, shape) {
            node.all.extend(
                shape
                    .constraints
                    .iter()
                    .filter_map(|constraint| match constraint {
                        Constraint::Rule(schema) => self.schemas.get(schema),
                        _ => None,
                    }),
            );
        }
        let inner = self.push(node);
        if !types.accepts_null(shape) {
            return Some(inner);
        }
        let null = self.push(Node {
            types: Some(vec!["null"]),
            ..Node::default()
        });
        Some(self.push(Node {
            condition: Some(null),
            otherwise: Some(inner),
            ..Node::default()
        }))
    }

    fn schema(&mut self, schemas: &Schemas, id: SchemaId, patterns: &HashMap<&str, usize>) {
        let mut open = vec![id];
        let mut read = Vec::new();
        while let Some(id) = open.pop() {
            if !self.schemas.contains_key(&id) {
                let place = self.push(Node::default());
                self.schemas.insert(id, place);
                read.push(id);
                let keywords = &schemas[id].keywords;
                open.extend(keywords.same_value());
                open.extend(keywords.parts());
            }
        }
        for id in read {
            let node = self.node(&schemas[id].keywords, schemas, patterns);
            let place = self.place(id);
            self.nodes[place] = node;
        }
    }

    /// The node of a schema.
    pub fn place(&self, id: SchemaId) -> usize {
        self.schemas.get(&id).copied().unwrap_or_default()
    }

    fn named(&self, several: &[(String, SchemaId)]) -> Vec<(String, usize)> {
        let named = several.iter();
        named
            .map(|(name, id)| (name.clone(), self.place(*id)))
            .collect()
    }

    fn objects(
        &self,
        object: &ObjectKeywords,
        schemas: &Schemas,
        patterns: &HashMap<&str, usize>,
    ) -> Objects {
        let place = |id: &SchemaId| self.place(*id);
        let number = |source: &String| patterns.get(source.as_str()).copied();
        // What the server sets, no request has to say.
        let is_asked = |name: &&String| {
            let named = object.properties.iter().find(|(key, _)| key == *name);
            named.is_none_or(|(_, id)| !schemas.is_read_only(*id))
        };
        let by_pattern = object.pattern_properties.iter();
        let by_pattern = by_pattern.filter_map(|(source, id)| Some((number(source)?, place(id))));
        Objects {
            min: object.min_properties,
            max: object.max_properties,
            required: object.required.iter().filter(is_asked).cloned().collect(),
            properties: self.named(&object.properties),
            patterns: by_pattern.collect(),
            others: object.additional_properties.as_ref().map(place),
            names: object.property_names.as_ref().map(place),
            needs: object
                .dependent_required
                .iter()
                .map(|(name, needed)| (name.clone(), needed.iter().cloned().collect()))
                .collect(),
            dependent: self.named(&object.dependent_schemas),
            unevaluated: object.unevaluated_properties.as_ref().map(place),
        }
    }

    fn node(
        &mut self,
        keywords: &SchemaKeywords,
        schemas: &Schemas,
        patterns: &HashMap<&str, usize>,
    ) -> Node {
        let number = |source: &String| patterns.get(source.as_str()).copied();
        let place = |id: &SchemaId| self.place(*id);
        let places = |several: &Vec<SchemaId>| several.iter().map(place).collect::<Vec<_>>();
        let (array, object, string) = (&keywords.array, &keywords.object, &keywords.string);
        let objects = self.objects(object, schemas, patterns);
        let mut used: Vec<_> = objects.patterns.iter().map(|(number, _)| *number).collect();
        let pattern = string.pattern.as_ref().and_then(number);
        used.extend(pattern);
        let limit = |bound: &Option<Bound>| {
            bound.as_ref().map(|bound| Limit {
                value: bound.value.clone(),
                exclusive: bound.exclusive,
            })
        };
        let node = Node {
            types: (keywords.types != TypeSet::ALL).then(|| types(keywords.types)),
            values: keywords.values.clone(),
            numbers: Numbers {
                minimum: limit(&keywords.number.minimum),
                maximum: limit(&keywords.number.maximum),
                multiple_of: keywords
                    .number
                    .multiple_of
                    .as_ref()
                    .and_then(Number::as_f64),
            },
            strings: Strings {
                min: string.min_length,
                max: string.max_length,
                pattern,
            },
            arrays: Arrays {
                min: array.min_items,
                max: array.max_items,
                unique: array.unique_items,
                prefix: places(&array.prefix_items),
                items: array.items.as_ref().map(place),
                contains: array.contains.as_ref().map(|contains| Contains {
                    node: place(&contains.schema),
                    min: contains.min,
                    max: contains.max,
                }),
                unevaluated: array.unevaluated_items.as_ref().map(place),
            },
            objects,
            all: keywords
                .reference
                .iter()
                .chain(&keywords.all_of)
                .map(place)
                .collect(),
            any: keywords.any_of.as_ref().map(places),
            one: keywords.one_of.as_ref().map(places),
            not: keywords.not.as_ref().map(place),
            condition: keywords.condition.as_ref().map(place),
            then: keywords.then.as_ref().map(place),
            otherwise: keywords.otherwise.as_ref().map(place),
        };
        self.patterns.extend(used);
        node
    }
}

fn types(set: TypeSet) -> Vec<&'static str> {
    let all = [
        (JsonType::Null, "null"),
        (JsonType::Boolean, "boolean"),
        (JsonType::Number, "number"),
        (JsonType::String, "string"),
        (JsonType::Array, "array"),
        (JsonType::Object, "object"),
    ];
    let named = all.into_iter().filter(|(one, _)| set.contains(*one));
    let mut names: Vec<_> = named.map(|(_, name)| name).collect();
    if set.contains(JsonType::Integer) && !set.contains(JsonType::Number) {
        names.push("integer");
    }
    names
}

/// Whether something is asked of values of a shape that only what holds them can check.
pub fn is_for_holder(types: &TypeRegistry, shape: &TypeRef) -> bool {
    let inside = match &shape.kind {
        TypeKind::Array(inner) | TypeKind::Map(inner) => is_for_holder(types, inner),
        TypeKind::Named(id) => match &types.types[*id].definition {
            TypeDef::Alias(inner) => is_for_holder(types, inner),
            _ => false,
        },
        _ => false,
    };
    let is_rule = |constraint: &Constraint| matches!(constraint, Constraint::Rule(_));
    inside || !keeps_all(types, shape) && shape.constraints.iter().any(is_rule)
}

/// Whether a value of a shape holds everything that was sent: it can be checked as well as that.
pub fn keeps_all(types: &TypeRegistry, shape: &TypeRef) -> bool {
    if chosen_type(shape).is_some() {
        return false;
    }
    match &shape.kind {
        TypeKind::Any
        | TypeKind::Null
        | TypeKind::Boolean
        | TypeKind::Integer(_)
        | TypeKind::Number
        | TypeKind::String
        | TypeKind::Uuid => true,
        TypeKind::Uri => false,
        TypeKind::Array(inner) | TypeKind::Map(inner) => keeps_all(types, inner),
        TypeKind::Named(id) => match &types.types[*id].definition {
            TypeDef::Alias(inner) => keeps_all(types, inner),
            TypeDef::Struct { .. } | TypeDef::Enumeration(_) | TypeDef::Union(_) => false,
        },
    }
}
