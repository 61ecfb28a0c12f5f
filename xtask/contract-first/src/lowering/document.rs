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

/// A document, read once and checked: all that targets are made of.
pub struct Lowered {
    contract: Contract,
    /// What is not carried over as it is, each once.
    pub diagnostics: Vec<Diagnostic>,
    /// What is refused, by operation; what concerns several is told of each.
    pub refused: Vec<Refused>,
}

/// An operation that cannot be generated.
#[derive(Clone)]
pub struct Refused {
    /// Its path in the document.
    pub path: String,
    /// Its method, in lower case.
    pub method: String,
    /// Why it is refused.
    pub diagnostics: Vec<Diagnostic>,
}

impl Lowered {
    /// What a package is rendered from; right only when nothing is refused.
    pub fn files(&self, kind: TargetKind, package: &Package) -> PackageFiles {
        self.files_by(backend(kind), package)
    }

    /// The same of a package that a back-end makes.
    pub fn files_by(&self, backend: &dyn Backend, package: &Package) -> PackageFiles {
        with_room(|| backend.files(&self.contract, package))
    }
}

/// Reads and checks the effective document. Every operation in it has an `operationId`.
pub fn lower(effective: &Value) -> Lowered {
    with_room(|| lowered(effective))
}

fn lowered(effective: &Value) -> Lowered {
    let mut reading = contract(effective);
    let mut operations = std::mem::take(&mut reading.operations);
    check(&reading.contract, &mut operations, &mut reading.types);
    for kind in TargetKind::ALL {
        backend(kind).check(&reading.contract, &mut operations);
    }
    let mut all = std::mem::take(&mut reading.document);
    all.extend(of_the_whole(&reading.contract));
    let refused = refused(&reading, &operations, &mut all);
    Lowered {
        contract: reading.contract,
        diagnostics: all,
        refused,
    }
}

/// What is refused of no operation.
fn of_the_whole(contract: &Contract) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if !contract.webhooks.is_empty() {
        found.push(call::WEBHOOKS.at("/webhooks"));
    }
    if contract.operations.is_empty() {
        found.push(document::NO_OPERATION.at("/paths"));
    }
    found
}

/// The operations of which something is refused for a target; `all` gets everything that is found in any, each once.
fn refused(
    reading: &Reading,
    diagnostics: &[Diagnostics],
    all: &mut Vec<Diagnostic>,
) -> Vec<Refused> {
    let mut refused = Vec::new();
    for (operation, own) in reading.contract.operations.iter().zip(diagnostics) {
        let mut own = reading.concerning(own);
        all.extend(own.iter().cloned());
        own.retain(|found| found.worst(&TargetKind::ALL) == Level::Refused);
        if !own.is_empty() {
            refused.push(Refused {
                path: operation.path.clone(),
                method: operation.method.to_ascii_lowercase(),
                diagnostics: own,
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
