use std::sync::Arc;

use serde_json::Value;

use super::report::LintReport;
use crate::diagnostic::Diagnostic;
use crate::document::{Reach, remove_operation};
use crate::effective::Places;
use crate::lowering::{Lowered, Refused, lower};
use crate::target_kind::TargetKind;
use crate::validity;

/// A document without the operations that cannot be generated.
#[derive(Clone)]
pub struct Supported {
    /// What is left of it.
    pub document: Value,
    /// The same, read; none where nothing can be generated.
    pub lowered: Option<Arc<Lowered>>,
    /// What is left out, in the document's order.
    pub left_out: Vec<Refused>,
    /// Why nothing can be generated: what concerns the document as a whole. Nothing when the rest can be generated.
    pub refused: Vec<Diagnostic>,
    /// What is noted of the rest.
    pub notes: Vec<Diagnostic>,
}

/// Leaves out exactly the operations that something refused belongs to, for a target; the others stay as they are.
pub fn supported(document: Value, target: TargetKind) -> Supported {
    supported_for(document, &[target]).swap_remove(0)
}

/// As [`supported`], for each of several targets: what is the same for them is found out once.
pub fn supported_for(document: Value, targets: &[TargetKind]) -> Vec<Supported> {
    let valid = Supported::valid(document);
    if !valid.refused.is_empty() {
        return vec![valid; targets.len()];
    }
    let whole = Arc::new(lower(&valid.document));
    // What the rest is lowered to, by what was left out.
    let mut known = vec![(Vec::new(), Arc::clone(&whole))];
    let each = targets.iter().map(|target| {
        let mut rest = valid.clone();
        let left_out = of_target(&whole.refused, *target);
        let names = left_out
            .iter()
            .map(|one| (one.path.clone(), one.method.clone()));
        let names: Vec<_> = names.collect();
        rest.remove(left_out);
        let found = known.iter().find(|(left_out, _)| *left_out == names);
        let lowered = match found {
            Some((_, lowered)) => Arc::clone(lowered),
            None => {
                let lowered = Arc::new(lower(&rest.document));
                known.push((names, Arc::clone(&lowered)));
                lowered
            }
        };
        let report = LintReport::of(lowered.diagnostics.clone(), &[*target]);
        rest.refused = report.refused;
        rest.lowered = rest.refused.is_empty().then_some(lowered);
        rest.notes.extend(report.notes);
        rest
    });
    each.collect()
}

/// What is refused for a target.
fn of_target(refused: &[Refused], target: TargetKind) -> Vec<Refused> {
    let mut refused = refused.to_vec();
    for one in &mut refused {
        one.diagnostics.retain(|found| found.refuses(target));
    }
    refused.retain(|one| !one.diagnostics.is_empty());
    refused
}

impl Supported {
    /// With where everything that is said of it is written.
    #[must_use]
    pub fn located(mut self, places: &Places) -> Self {
        for one in &mut self.left_out {
            one.diagnostics = places.locate(std::mem::take(&mut one.diagnostics));
        }
        self.refused = places.locate(self.refused);
        self.notes = places.locate(self.notes);
        self
    }

    /// Without what is invalid.
    fn valid(document: Value) -> Self {
        let mut valid = Self {
            document,
            lowered: None,
            left_out: Vec::new(),
            refused: Vec::new(),
            notes: Vec::new(),
        };
        valid.leave_out_invalid();
        valid
    }

    /// What is invalid can hide more of it: looks again until no operation is concerned.
    fn leave_out_invalid(&mut self) {
        loop {
            let mut unused = Vec::new();
            let concerned = self.invalid(&mut unused);
            if concerned.is_empty() || !self.refused.is_empty() {
                let told = |found: &Diagnostic| {
                    let mut left_out = self.left_out.iter();
                    left_out.any(|one| one.diagnostics.contains(found))
                };
                unused.retain(|found| !told(found));
                self.notes
                    .extend(unused.into_iter().map(Diagnostic::harmless));
                return;
            }
            self.remove(concerned);
        }
    }

    /// The operations that something invalid belongs to, and what belongs to none.
    fn invalid(&mut self, unused: &mut Vec<Diagnostic>) -> Vec<Refused> {
        let reach = Reach::of(&self.document);
        let mut concerned: Vec<Refused> = Vec::new();
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
                    .find(|one| one.path == path && one.method == method);
                match known {
                    Some(known) => known.diagnostics.push(found.clone()),
                    None => concerned.push(Refused {
                        path: path.to_owned(),
                        method: method.to_owned(),
                        diagnostics: vec![found.clone()],
                    }),
                }
            }
        }
        concerned
    }

    fn remove(&mut self, refused: Vec<Refused>) {
        for one in refused {
            remove_operation(&mut self.document, &one.path, &one.method);
            self.left_out.push(one);
        }
    }
}
