use std::collections::HashMap;
use std::rc::Rc;

use super::change::{ChangeSide, ContractChange};
use super::code::Code;
use super::operation_name::OperationName;
use crate::breaking::schema::{ChangeCategory, ChangeLevel, SchemaChange};
use crate::document::Pointer;

/// A change with every operation that it reaches.
#[derive(Debug)]
pub struct ReachedChange {
    pub change: ContractChange,
    /// In the document's order; those of the new one, but for what is gone.
    pub operations: Vec<OperationName>,
}

/// The changes found so far: what has one cause is kept once.
#[derive(Default)]
pub struct ChangeCollector {
    operations: Vec<OperationName>,
    changes: Vec<(ContractChange, Vec<usize>)>,
    by_cause: HashMap<Cause, usize>,
    /// By the address of a change that is kept here, so that it stays its own.
    of_schemas: HashMap<*const SchemaChange, (Rc<SchemaChange>, usize)>,
}

/// What makes two changes the same. Where a side lacks the part, its place is not part of the cause: a shared parameter that is gone
/// is missing at many places.
#[derive(PartialEq, Eq, Hash)]
struct Cause {
    code: Code,
    category: ChangeCategory,
    level: ChangeLevel,
    sides: [Option<(Pointer, String)>; 2],
    /// Where nothing is on either side.
    at: Option<Pointer>,
}

impl Cause {
    fn of(change: &ContractChange) -> Self {
        let side = |change: &ChangeSide| Some((change.at.clone(), change.text.clone()?));
        let sides = [side(&change.old), side(&change.new)];
        let is_nowhere = sides.iter().all(Option::is_none);
        Self {
            code: change.code,
            category: change.category,
            level: change.level,
            sides,
            at: is_nowhere.then(|| change.new.at.clone()),
        }
    }
}

impl ChangeCollector {
    /// What is added from now on reaches this operation.
    pub fn enter(&mut self, operation: OperationName) {
        self.operations.push(operation);
    }

    /// Adds a change that reaches the current operation.
    pub fn add(&mut self, change: ContractChange) {
        let index = self.index(change);
        self.reach(index);
    }

    /// Adds a change of schemas; many operations bring the same.
    pub fn add_schema(&mut self, change: Rc<SchemaChange>) {
        let address = Rc::as_ptr(&change);
        let index = match self.of_schemas.get(&address) {
            Some((_, index)) => *index,
            None => {
                let index = self.index(ContractChange::from(&*change));
                self.of_schemas.insert(address, (change, index));
                index
            }
        };
        self.reach(index);
    }

    /// All of them, in the order in which they were found.
    pub fn finish(self) -> Vec<ReachedChange> {
        let names = self.operations;
        let changes = self.changes.into_iter();
        let reached = changes.map(|(change, operations)| {
            let operations = operations.into_iter();
            ReachedChange {
                change,
                operations: operations.map(|index| names[index].clone()).collect(),
            }
        });
        reached.collect()
    }

    fn index(&mut self, change: ContractChange) -> usize {
        let cause = Cause::of(&change);
        let index = *self.by_cause.entry(cause).or_insert(self.changes.len());
        match self.changes.get_mut(index) {
            None => self.changes.push((change, Vec::new())),
            // Those who send notice something else than those who receive.
            Some((known, _)) if !known.sentence.contains(&change.sentence) => {
                known.sentence.push(' ');
                known.sentence.push_str(&change.sentence);
            }
            Some(_) => {}
        }
        index
    }

    fn reach(&mut self, index: usize) {
        let Some(current) = self.operations.len().checked_sub(1) else {
            return;
        };
        let reached = &mut self.changes[index].1;
        if reached.last() != Some(&current) {
            reached.push(current);
        }
    }
}
