//! What the schemas of one document may cost. `$ref`, `allOf` and `oneOf` make much out of a small document: each level of references can
//! double what is read, and a schema can lead to itself with something new beside the `$ref` each time.

use std::cell::{Cell, RefCell};

use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::schema;
use crate::document::Pointer;

/// Most levels of schemas inside of each other in one type with a name, and levels of all types from which on the next type is read later.
/// Stripe's document has 59 in all.
pub const MAX_SCHEMA_DEPTH: usize = 150;
/// Most work on the schemas of a document, in values that are looked at or copied, for each value of the document. Published documents
/// take below 10, but small ones with much that is shared.
const MAX_WORK_PER_VALUE: usize = 40;
/// What each document may take.
const MIN_LIMIT: usize = 2_000_000;
/// What no document may exceed; microsoft.com/graph takes 8 million.
const MAX_LIMIT: usize = 30_000_000;
/// Work of reading a schema beyond looking at its values: a type is made of it.
const READING: usize = 20;

/// What was spent so far.
pub struct Cost {
    limit: usize,
    /// Levels of the type that is being read.
    depth: Cell<usize>,
    /// Levels of all types that are being read inside of each other.
    open: Cell<usize>,
    work: Cell<usize>,
    /// Where the work came to its limit.
    spent: RefCell<Option<Pointer>>,
}

impl Cost {
    /// Of a document with so many values.
    pub fn of(values: usize) -> Self {
        let limit = values.saturating_mul(MAX_WORK_PER_VALUE);
        Self {
            limit: limit.clamp(MIN_LIMIT, MAX_LIMIT),
            depth: Cell::new(0),
            open: Cell::new(0),
            work: Cell::new(0),
            spent: RefCell::new(None),
        }
    }

    /// Goes one level further in, to do so much work; `false` when a limit forbids it, which is noted. What enters has to leave.
    pub fn enter(&self, work: usize, at: &Pointer, diagnostics: &mut Diagnostics) -> bool {
        self.depth.set(self.depth.get() + 1);
        self.open.set(self.open.get() + 1);
        let work = self.work.get().saturating_add(work + READING);
        self.work.set(work);
        if work > self.limit {
            // Everything after is refused too; saying so once is enough.
            let mut spent = self.spent.borrow_mut();
            diagnostics.add(
schema::TOO_MANY_VALUES.at(&*spent.get_or_insert_with(|| at.clone())).because(format!(
                    "the schemas of the document unfold to more than {} values; the limit was reached here",
                    self.limit
                )));
            return false;
        }
        if self.depth.get() > MAX_SCHEMA_DEPTH {
            diagnostics.add(schema::TOO_DEEP.at(at).because(format!(
                "more than {MAX_SCHEMA_DEPTH} levels of schemas inside of each other"
            )));
            return false;
        }
        true
    }

    /// Notes work that was done; the next that enters sees it.
    pub fn spend(&self, work: usize) {
        self.work.set(self.work.get().saturating_add(work));
    }

    /// Comes back out.
    pub fn leave(&self) {
        self.depth.set(self.depth.get() - 1);
        self.open.set(self.open.get() - 1);
    }

    /// Whether another type may be read inside of those that are open: the stack has to hold all of their levels.
    pub fn has_room_for_a_type(&self) -> bool {
        self.open.get() <= MAX_SCHEMA_DEPTH
    }

    /// Begins a type, whose levels are counted for themselves; gives those of the type around it.
    pub fn begin_type(&self) -> usize {
        self.depth.replace(0)
    }

    /// Ends a type: the levels of the type around it count again.
    pub fn end_type(&self, outer: usize) {
        self.depth.set(outer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(diagnostics: &Diagnostics) -> Vec<u16> {
        let found = diagnostics.found.iter();
        found.map(|found| found.code().0).collect()
    }

    #[test]
    fn levels_are_counted_where_they_are_open() {
        let (cost, at) = (Cost::of(1), Pointer::from("/a"));
        let mut diagnostics = Diagnostics::default();
        for _ in 0..2 {
            for _ in 0..MAX_SCHEMA_DEPTH {
                assert!(cost.enter(0, &at, &mut diagnostics));
            }
            assert!(!cost.enter(0, &at, &mut diagnostics));
            (0..=MAX_SCHEMA_DEPTH).for_each(|_| cost.leave());
        }
        assert_eq!(codes(&diagnostics), [schema::TOO_DEEP.code.0; 2]);
    }

    #[test]
    fn each_type_has_levels_of_its_own_while_there_is_room() {
        let (cost, at) = (Cost::of(1), Pointer::from("/a"));
        let mut diagnostics = Diagnostics::default();
        let mut outer = Vec::new();
        while cost.has_room_for_a_type() {
            outer.push(cost.begin_type());
            assert!((0..50).all(|_| cost.enter(0, &at, &mut diagnostics)));
        }
        assert_eq!(outer, [0, 50, 50, 50]);
        for levels in outer.into_iter().rev() {
            (0..50).for_each(|_| cost.leave());
            cost.end_type(levels);
        }
        assert!(cost.has_room_for_a_type() && cost.depth.get() == 0);
    }

    #[test]
    fn work_comes_to_its_limit_once() {
        let cost = Cost::of(1);
        let mut diagnostics = Diagnostics::default();
        assert!(cost.enter(MIN_LIMIT / 2, &"/a".into(), &mut diagnostics));
        cost.spend(MIN_LIMIT / 2);
        for at in ["/b", "/c"] {
            assert!(!cost.enter(0, &at.into(), &mut diagnostics), "{at}");
        }
        assert_eq!(codes(&diagnostics), [schema::TOO_MANY_VALUES.code.0; 2]);
        let places: Vec<_> = diagnostics.found.iter().map(|one| one.pointer()).collect();
        assert_eq!(places, [&Pointer::from("/b"); 2]);
    }

    #[test]
    fn a_larger_document_may_take_more_within_bounds() {
        let limits = [1, MIN_LIMIT, usize::MAX].map(|values| Cost::of(values).limit);
        assert_eq!(limits, [MIN_LIMIT, MAX_LIMIT, MAX_LIMIT]);
    }
}
