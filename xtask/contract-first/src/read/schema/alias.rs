//! Types that are other names for types.

use super::cost::MAX_SCHEMA_DEPTH;
use super::reader::SchemaReader;
use crate::diagnostic::constructs::schema;
use crate::model::{TypeDef, TypeKind, TypeRef};

impl SchemaReader<'_> {
    /// Whether the type of a shape is written with a named type, by whatever other names.
    pub(super) fn is_reachable_from(&self, shape: &TypeRef, id: usize) -> bool {
        let mut named = named_in(shape);
        while let Some(other) = named {
            if other == id {
                return true;
            }
            named = self.alias_target(other);
        }
        false
    }

    /// Refuses each type read since the last time that is a name of a name, and so on, too often: its values would be nested as deeply.
    pub(super) fn refuse_long_aliases(&mut self) {
        let known = self.alias_levels.len();
        self.alias_levels.resize(self.types.types.len(), 0);
        for start in known..self.alias_levels.len() {
            let mut chain = Vec::new();
            let mut target = Some(start);
            let mut levels = 0;
            while let Some(id) = target {
                if self.alias_levels[id] > 0 {
                    levels = self.alias_levels[id];
                    break;
                }
                target = self.alias_target(id);
                chain.extend(target.map(|_| id));
            }
            for id in chain.into_iter().rev() {
                levels += 1;
                if levels > MAX_SCHEMA_DEPTH {
                    let named = &mut self.types.types[id];
                    named.definition = TypeDef::Alias(TypeRef::of(TypeKind::Any));
                    self.diagnostics[id].add(schema::TOO_DEEP.at(&named.at).because(format!(
                        "more than {MAX_SCHEMA_DEPTH} levels of schemas inside of each other"
                    )));
                    levels = 0;
                }
                self.alias_levels[id] = levels;
            }
        }
    }

    /// The named type that an alias is written with.
    fn alias_target(&self, id: usize) -> Option<usize> {
        match &self.types.types[id].definition {
            TypeDef::Alias(shape) => named_in(shape),
            _ => None,
        }
    }
}

/// The named type that a shape is written with.
fn named_in(mut shape: &TypeRef) -> Option<usize> {
    loop {
        shape = match &shape.kind {
            TypeKind::Array(inner) | TypeKind::Map(inner) => inner,
            TypeKind::Named(id) => return Some(*id),
            _ => return None,
        };
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::*;
    use crate::model::Direction;
    use crate::read::schema::testing::read_beside;

    #[test]
    fn only_a_long_chain_of_names_is_refused() {
        let of = |index: usize| json!({ "$ref": format!("#/components/schemas/A{index}") });
        for (count, expected) in [
            (MAX_SCHEMA_DEPTH, None),
            (MAX_SCHEMA_DEPTH + 1, Some("/components/schemas/A0")),
        ] {
            let list = |index: usize| json!({ "type": "array", "items": of(index + 1) });
            let mut schemas: Map<_, _> = (0..count)
                .map(|index| (format!("A{index}"), list(index)))
                .collect();
            schemas.insert(
                format!("A{count}"),
                json!({ "type": "object", "properties": { "z": {} } }),
            );
            let read = read_beside(Value::Object(schemas), of(0), Direction::Request);
            let too_deep = read
                .found
                .iter()
                .filter(|(code, _)| *code == schema::TOO_DEEP.code.0);
            let places: Vec<_> = too_deep.map(|(_, place)| place.as_str()).collect();
            assert_eq!(places, Vec::from_iter(expected), "{count}");
        }
    }
}
