use std::collections::HashMap;
use std::rc::Rc;

use super::change::SchemaChange;
use super::compare::{Pair, PairGraph, Question};
use super::direction::MessageDirection;
use super::shape::Expr;
use crate::document::Pointer;
use crate::model::description::{SchemaId, Schemas};

/// Compares the schemas of two documents; each pair once, however many operations reach it.
pub struct SchemaComparison<'d> {
    graph: PairGraph<'d>,
    /// The places without a schema.
    absent: [HashMap<Pointer, Expr>; 2],
}

/// What is said about a value at a place where a schema may be missing: `None` is any JSON.
#[derive(Clone, Copy, Debug)]
pub struct Described<'p> {
    pub schema: Option<SchemaId>,
    /// The place that would have the schema.
    pub at: &'p Pointer,
}

impl<'d> SchemaComparison<'d> {
    pub fn new(old: &'d Schemas, new: &'d Schemas) -> Self {
        Self {
            graph: PairGraph::new(old, new),
            absent: [HashMap::new(), HashMap::new()],
        }
    }

    /// Every difference that values of the schemas meet in a direction, wherever it is in them. The same difference is the same `Rc`,
    /// whichever pair of schemas reaches it.
    pub fn changes(
        &mut self,
        old: SchemaId,
        new: SchemaId,
        direction: MessageDirection,
    ) -> Vec<Rc<SchemaChange>> {
        if self.graph.congruence.same(old, new) {
            return Vec::new();
        }
        self.compared(Expr::schema(old), Expr::schema(new), direction)
    }

    /// The same for places where a schema may be missing.
    pub fn changes_at(
        &mut self,
        old: Described<'_>,
        new: Described<'_>,
        direction: MessageDirection,
    ) -> Vec<Rc<SchemaChange>> {
        match (old.schema, new.schema) {
            (None, None) => Vec::new(),
            (Some(old), Some(new)) => self.changes(old, new, direction),
            (before, after) => {
                let [old_absent, new_absent] = &mut self.absent;
                let old = before.map_or_else(
                    || {
                        old_absent
                            .entry(old.at.clone())
                            .or_insert_with(|| self.graph.old.absent(old.at))
                            .clone()
                    },
                    Expr::schema,
                );
                let new = after.map_or_else(
                    || {
                        new_absent
                            .entry(new.at.clone())
                            .or_insert_with(|| self.graph.new.absent(new.at))
                            .clone()
                    },
                    Expr::schema,
                );
                self.compared(old, new, direction)
            }
        }
    }

    fn compared(
        &mut self,
        old: Expr,
        new: Expr,
        direction: MessageDirection,
    ) -> Vec<Rc<SchemaChange>> {
        let pair = Pair {
            old,
            new,
            direction,
            question: Question::Contract,
        };
        let mut changes = self.graph.annotations(&pair);
        for change in self.graph.changes(pair).iter() {
            if !changes.iter().any(|known| Rc::ptr_eq(known, change)) {
                changes.push(Rc::clone(change));
            }
        }
        changes
    }
}
