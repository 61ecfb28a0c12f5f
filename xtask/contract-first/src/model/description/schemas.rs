use std::ops::Index;

use super::schema::{Schema, SchemaKeywords};

/// A schema of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(u32);

/// The schemas of a document: each place once, however many references lead there.
#[derive(Default)]
pub struct Schemas(Vec<Schema>);

impl SchemaId {
    /// Its place in the list of schemas.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl Schemas {
    /// The id that a schema would have behind all schemas of the document, for places that have none.
    ///
    /// # Panics
    /// With more than 2^32 schemas; a document is bounded long before.
    pub fn beyond(&self, place: usize) -> SchemaId {
        SchemaId(u32::try_from(self.0.len() + place).expect("documents are bounded"))
    }

    /// Keeps a schema.
    ///
    /// # Panics
    /// With more than 2^32 schemas; a document is bounded long before.
    pub fn push(&mut self, schema: Schema) -> SchemaId {
        let id = u32::try_from(self.0.len()).expect("documents are bounded");
        self.0.push(schema);
        SchemaId(id)
    }

    /// Says what is said of a schema that was kept before it was read.
    pub fn define(&mut self, id: SchemaId, keywords: SchemaKeywords) {
        self.0[id.0 as usize].keywords = keywords;
    }

    /// Whether the server alone sets values of a schema, as it says, or what it refers to.
    pub fn is_read_only(&self, id: SchemaId) -> bool {
        let mut next = Some(id);
        // References that lead back to themselves end somewhere, too.
        for _ in 0..self.len() {
            let Some(id) = next else { return false };
            let keywords = &self[id].keywords;
            if keywords.read_only {
                return true;
            }
            next = keywords.reference.or(match keywords.all_of.as_slice() {
                [only] => Some(*only),
                _ => None,
            });
        }
        false
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = (SchemaId, &Schema)> {
        (0..).map(SchemaId).zip(&self.0)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl Index<SchemaId> for Schemas {
    type Output = Schema;

    fn index(&self, id: SchemaId) -> &Schema {
        &self.0[id.0 as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema(at: &str) -> Schema {
        Schema {
            at: at.into(),
            name: None,
            keywords: SchemaKeywords::default(),
        }
    }

    #[test]
    fn schemas_are_found_by_their_ids() {
        let mut schemas = Schemas::default();
        let ids = ["/a", "/b"].map(|at| schemas.push(schema(at)));
        let keywords = SchemaKeywords {
            deprecated: true,
            ..SchemaKeywords::default()
        };
        schemas.define(ids[1], keywords);
        assert_eq!(ids.map(|id| schemas[id].at.as_str()), ["/a", "/b"]);
        assert_eq!(ids.map(|id| schemas[id].keywords.deprecated), [false, true]);
        let listed: Vec<_> = schemas
            .iter()
            .map(|(id, schema)| (id, schema.at.as_str()))
            .collect();
        assert_eq!(listed, [(ids[0], "/a"), (ids[1], "/b")]);
        assert_eq!(schemas.len(), 2);
    }

    #[test]
    fn ids_beyond_are_of_no_schema() {
        let mut schemas = Schemas::default();
        let known = schemas.push(schema("/a"));
        let beyond = [0, 1].map(|place| schemas.beyond(place));
        assert!(beyond[0] > known && beyond[1] > beyond[0]);
        assert_eq!(beyond[0].index(), schemas.len());
    }
}
