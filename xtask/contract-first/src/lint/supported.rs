use std::sync::Arc;

use serde_json::Value;

use super::report::LintReport;
use crate::checked_contract::{CheckedContract, RefusedOperation, read_and_check};
use crate::diagnostic::Diagnostic;
use crate::document::{Reach, remove_operation};
use crate::effective::Places;
use crate::target_kind::TargetKind;
use crate::validity;

/// A document without the operations that cannot be generated.
#[derive(Clone)]
pub struct Supported {
    /// What is left of it.
    pub document: Value,
    /// The same, read; none where nothing can be generated.
    pub contract: Option<Arc<CheckedContract>>,
    /// What is left out, in the document's order.
    pub left_out: Vec<RefusedOperation>,
    /// Why nothing can be generated, when the document as a whole is refused. Empty when the rest can be generated.
    pub refused: Vec<Diagnostic>,
    /// The notes on the rest.
    pub notes: Vec<Diagnostic>,
}

/// Leaves out exactly the operations that something refused belongs to, for a target; the others stay as they are.
pub fn supported(document: Value, target: TargetKind) -> Supported {
    supported_for(document, &[target]).swap_remove(0)
}

/// As [`supported`], for several targets; shared work is done once.
pub fn supported_for(document: Value, targets: &[TargetKind]) -> Vec<Supported> {
    let valid = Supported::valid(document);
    if !valid.refused.is_empty() {
        return vec![valid; targets.len()];
    }
    let complete = Arc::new(read_and_check(&valid.document));
    // The checked contract of the rest, by what was left out.
    let mut known = vec![(Vec::new(), Arc::clone(&complete))];
    let supported = targets.iter().map(|target| {
        let mut rest = valid.clone();
        let left_out = of_target(&complete.refused, *target);
        let names = left_out
            .iter()
            .map(|operation| (operation.path.clone(), operation.method.clone()));
        let names: Vec<_> = names.collect();
        rest.remove(left_out);
        let found = known.iter().find(|(left_out, _)| *left_out == names);
        let contract = match found {
            Some((_, contract)) => Arc::clone(contract),
            None => {
                let contract = Arc::new(read_and_check(&rest.document));
                known.push((names, Arc::clone(&contract)));
                contract
            }
        };
        let report = LintReport::of(contract.diagnostics.clone(), &[*target]);
        rest.refused = report.refused;
        rest.contract = rest.refused.is_empty().then_some(contract);
        rest.notes.extend(report.notes);
        rest
    });
    supported.collect()
}

/// What is refused for a target.
fn of_target(refused: &[RefusedOperation], target: TargetKind) -> Vec<RefusedOperation> {
    let mut refused = refused.to_vec();
    for operation in &mut refused {
        operation.diagnostics.retain(|found| found.refuses(target));
    }
    refused.retain(|operation| !operation.diagnostics.is_empty());
    refused
}

impl Supported {
    /// With where everything that is said about it is written.
    #[must_use]
    pub fn located(mut self, places: &Places) -> Self {
        for operation in &mut self.left_out {
            operation.diagnostics = places.locate(std::mem::take(&mut operation.diagnostics));
        }
        self.refused = places.locate(self.refused);
        self.notes = places.locate(self.notes);
        self
    }

    /// Without what is invalid.
    fn valid(document: Value) -> Self {
        let mut valid = Self {
            document,
            contract: None,
            left_out: Vec::new(),
            refused: Vec::new(),
            notes: Vec::new(),
        };
        valid.leave_out_invalid();
        valid
    }

    /// Something invalid can hide more of it: repeats until no operation is affected.
    fn leave_out_invalid(&mut self) {
        loop {
            let mut unused = Vec::new();
            let concerned = self.invalid(&mut unused);
            if concerned.is_empty() || !self.refused.is_empty() {
                let is_known = |found: &Diagnostic| {
                    let mut left_out = self.left_out.iter();
                    left_out.any(|operation| operation.diagnostics.contains(found))
                };
                unused.retain(|found| !is_known(found));
                self.notes
                    .extend(unused.into_iter().map(Diagnostic::harmless));
                return;
            }
            self.remove(concerned);
        }
    }

    /// The operations that something invalid belongs to, and what belongs to none.
    fn invalid(&mut self, unused: &mut Vec<Diagnostic>) -> Vec<RefusedOperation> {
        let reach = Reach::of(&self.document);
        let mut concerned: Vec<RefusedOperation> = Vec::new();
        for found in validity::findings(&self.document) {
            let Some(operations) = reach.operations(found.pointer()) else {
                self.refused.push(found);
                continue;
            };
            if operations.is_empty() {
                unused.push(found);
                continue;
            }
            for (path, method) in operations {
                let known = concerned
                    .iter_mut()
                    .find(|operation| operation.path == path && operation.method == method);
                match known {
                    Some(known) => known.diagnostics.push(found.clone()),
                    None => concerned.push(RefusedOperation {
                        path: path.to_owned(),
                        method: method.to_owned(),
                        diagnostics: vec![found.clone()],
                    }),
                }
            }
        }
        concerned
    }

    fn remove(&mut self, refused: Vec<RefusedOperation>) {
        for operation in refused {
            remove_operation(&mut self.document, &operation.path, &operation.method);
            self.left_out.push(operation);
        }
    }
}
