use std::collections::HashSet;

use crate::model::description::{JsonType, SchemaId, SchemaKeywords, Schemas, TypeSet};

/// The types in the order in which they are listed.
pub const TYPES: [JsonType; 7] = [
    JsonType::Null,
    JsonType::Boolean,
    JsonType::Integer,
    JsonType::Number,
    JsonType::String,
    JsonType::Array,
    JsonType::Object,
];

/// What a schema says at first sight: enough to know how its values become text.
#[derive(Clone, Copy)]
pub struct SchemaView<'d> {
    schemas: &'d Schemas,
    id: SchemaId,
}

impl<'d> SchemaView<'d> {
    pub fn of(schemas: &'d Schemas, id: SchemaId) -> Self {
        Self { schemas, id }
    }

    /// Where references lead that are alone.
    pub fn keywords(self) -> &'d SchemaKeywords {
        let mut id = self.id;
        let mut seen = HashSet::new();
        while let (true, Some(target)) = (seen.insert(id), self.alone(id)) {
            id = target;
        }
        &self.schemas[id].keywords
    }

    /// The types that values can have; all of them where it refers to itself.
    pub fn types(self) -> TypeSet {
        self.types_of(self.id, &mut HashSet::new())
    }

    /// The schema of a property, in the schema itself or in a part that always holds.
    pub fn property(self, name: &str) -> Option<SchemaId> {
        let mut open = vec![self.id];
        let mut seen = HashSet::new();
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            let keywords = &self.schemas[id].keywords;
            let found = keywords
                .object
                .properties
                .iter()
                .find(|(key, _)| key == name);
            if let Some((_, property)) = found {
                return Some(*property);
            }
            open.extend(&keywords.all_of);
            open.extend(keywords.reference);
        }
        None
    }

    /// The schema that one with nothing but a reference, or with an `allOf` of one, leads to.
    fn alone(self, id: SchemaId) -> Option<SchemaId> {
        let keywords = &self.schemas[id].keywords;
        let target = match (keywords.reference, keywords.all_of.as_slice()) {
            (Some(target), []) => target,
            (None, [target]) => *target,
            _ => return None,
        };
        let says_more = keywords.types != TypeSet::ALL
            || keywords.values.is_some()
            || keywords.string != <_>::default()
            || keywords.number != <_>::default()
            || keywords.array != <_>::default()
            || keywords.object != <_>::default();
        (!says_more).then_some(target)
    }

    fn types_of(self, id: SchemaId, open: &mut HashSet<SchemaId>) -> TypeSet {
        // Schemas that lead back here say no more; where many lead to the same, once is enough.
        if !open.insert(id) {
            return TypeSet::ALL;
        }
        let keywords = &self.schemas[id].keywords;
        let listed = keywords.values.as_ref().map(|values| {
            let kinds = values.iter().map(JsonType::of);
            kinds.fold(TypeSet::NONE, TypeSet::with)
        });
        let mut types = listed.map_or(keywords.types, |listed| keywords.types.and(listed));
        for part in keywords.reference.iter().chain(&keywords.all_of) {
            types = types.and(self.types_of(*part, open));
        }
        for alternatives in [&keywords.any_of, &keywords.one_of].into_iter().flatten() {
            let kinds = alternatives
                .iter()
                .map(|alternative| self.types_of(*alternative, open));
            types = types.and(kinds.fold(TypeSet::NONE, union));
        }
        types
    }
}

/// What is in either.
pub fn union(some: TypeSet, others: TypeSet) -> TypeSet {
    let added = TYPES.into_iter().filter(|kind| others.contains(*kind));
    added.fold(some, TypeSet::with)
}

/// `string or null`.
pub fn type_words(types: TypeSet) -> String {
    let word = |kind: JsonType| match kind {
        JsonType::Null => "null",
        JsonType::Boolean => "boolean",
        JsonType::Integer => "integer",
        JsonType::Number => "number",
        JsonType::String => "string",
        JsonType::Array => "array",
        JsonType::Object => "object",
    };
    if types == TypeSet::ALL {
        return "any type".to_owned();
    }
    let is_covered = |kind: JsonType| kind == JsonType::Integer && types.contains(JsonType::Number);
    let named = TYPES
        .into_iter()
        .filter(|kind| types.contains(*kind) && !is_covered(*kind));
    named.map(word).collect::<Vec<_>>().join(" or ")
}
