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
