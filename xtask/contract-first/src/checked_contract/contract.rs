use std::collections::HashSet;

use serde_json::Value;

use crate::backend::check::check;
use crate::backend::{Backend, Package, PackageFiles};
use crate::backends::backend;
use crate::diagnostic::constructs::{call, document};
use crate::diagnostic::{Diagnostic, Diagnostics, Level};
use crate::model::Contract;
use crate::read::{Reading, contract};
use crate::stack::with_room;
use crate::target_kind::TargetKind;

/// A document, read once and checked: everything that targets are generated from.
pub struct CheckedContract {
    contract: Contract,
    /// What is refused or noted, each once.
    pub diagnostics: Vec<Diagnostic>,
    /// What is refused, by operation; what concerns several operations is reported for each.
    pub refused: Vec<RefusedOperation>,
}

/// An operation that cannot be generated.
#[derive(Clone)]
pub struct RefusedOperation {
    /// Its path in the document.
    pub path: String,
    /// Its method, in lower case.
    pub method: String,
    /// Why it is refused.
    pub diagnostics: Vec<Diagnostic>,
}

impl CheckedContract {
    /// What a package is rendered from; correct only when nothing is refused.
    pub fn files(&self, kind: TargetKind, package: &Package) -> PackageFiles {
        self.files_by(backend(kind), package)
    }

    /// The same of a package that a back-end makes.
    pub fn files_by(&self, backend: &dyn Backend, package: &Package) -> PackageFiles {
        with_room(|| backend.files(&self.contract, package))
    }
}

/// Reads and checks the effective document. Every operation in it has an `operationId`.
pub fn read_and_check(effective: &Value) -> CheckedContract {
    with_room(|| checked(effective))
}

fn checked(effective: &Value) -> CheckedContract {
    let mut reading = contract(effective);
    let mut operations = std::mem::take(&mut reading.operations);
    check(&reading.contract, &mut operations, &mut reading.types);
    for kind in TargetKind::ALL {
        backend(kind).check(&reading.contract, &mut operations);
    }
    let mut all = std::mem::take(&mut reading.document);
    all.extend(of_document(&reading.contract));
    let refused = refused(&reading, &operations, &mut all);
    CheckedContract {
        contract: reading.contract,
        diagnostics: all,
        refused,
    }
}

/// What is refused or noted about the document as a whole.
fn of_document(contract: &Contract) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if !contract.webhooks.is_empty() {
        found.push(call::WEBHOOKS.at("/webhooks"));
    }
    if contract.operations.is_empty() {
        found.push(document::NO_OPERATION.at("/paths"));
    }
    found
}

/// The operations in which a target refuses something; `all` gets everything that is found in any of them, each once.
fn refused(
    reading: &Reading,
    diagnostics: &[Diagnostics],
    all: &mut Vec<Diagnostic>,
) -> Vec<RefusedOperation> {
    let mut refused = Vec::new();
    for (operation, found) in reading.contract.operations.iter().zip(diagnostics) {
        let mut found = reading.concerning(found);
        all.extend(found.iter().cloned());
        found.retain(|found| found.worst(&TargetKind::ALL) == Level::Refused);
        if !found.is_empty() {
            refused.push(RefusedOperation {
                path: operation.path.clone(),
                method: operation.method.to_ascii_lowercase(),
                diagnostics: found,
            });
        }
    }
    let mut seen = HashSet::new();
    all.retain(|found| {
        let (code, pointer, reason) = found.key();
        seen.insert((code, pointer.clone(), reason.to_owned()))
    });
    refused
}
