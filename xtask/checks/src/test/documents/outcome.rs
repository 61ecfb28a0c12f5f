use std::collections::{BTreeMap, BTreeSet};

use contract_first::TargetKind;
use contract_first::checked_contract::RefusedOperation;

use super::choice::Part;
use super::verdict_cache::PackageVerdict;

/// What came of one document.
pub struct Outcome {
    /// Its path in the directory.
    pub name: String,
    /// Why it is in the sample.
    pub part: Part,
    /// `3.0.1` and so on.
    pub version: String,
    /// Its operations.
    pub operations: usize,
    /// What came of it for each target.
    pub packages: BTreeMap<TargetKind, PackageOutcome>,
}

/// What came of a document for one target.
#[derive(Default)]
pub struct PackageOutcome {
    /// The operations that the package has.
    pub taken: usize,
    /// How many operations were left out for each reason; an operation may have several.
    pub causes: BTreeMap<String, Cause>,
    /// Why nothing was generated.
    pub failure: Option<Failure>,
    /// What the compiler and, for a stub, the first request gave; none while it was not tried.
    pub checked: Option<Checked>,
}

/// Why nothing was generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// All of the document is refused, with reasons.
    Refused(String),
    /// The generator failed in another way.
    Broken(String),
}

impl Failure {
    /// In words.
    pub fn text(&self) -> &str {
        match self {
            Self::Refused(text) | Self::Broken(text) => text,
        }
    }
}

/// What is known of a generated package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// What its check found.
    Known(PackageVerdict),
    /// A tool did not end in time, or the served stub gave no answer: the next run tries again.
    Unknown(String),
}

/// A reason to leave operations out.
#[derive(Default)]
pub struct Cause {
    /// How many.
    pub operations: usize,
    /// Where it is in one of them, and what to do about it.
    pub example: String,
}

/// A message without the names of the document: what is in quotation marks or is a number.
pub fn general(message: &str, quote: char) -> String {
    let parts = message.split(quote).enumerate();
    let text: String = parts
        .map(|(at, part)| match at % 2 {
            0 => part.to_owned(),
            _ => format!("{quote}…{quote}"),
        })
        .collect();
    let mut general = String::new();
    for c in text.chars() {
        match c.is_ascii_digit() {
            true if general.ends_with('#') => {}
            true => general.push('#'),
            false => general.push(c),
        }
    }
    general
}

impl PackageOutcome {
    /// Counts what was left out, by reason.
    pub fn note_causes(&mut self, left_out: &[RefusedOperation]) {
        for operation in left_out {
            let mut seen = BTreeSet::new();
            for found in &operation.diagnostics {
                let reason = format!("{} {}", found.code(), general(found.reason(), '`'));
                if seen.insert(reason.clone()) {
                    let cause = self.causes.entry(reason).or_default();
                    cause.operations += 1;
                    let (pointer, reason) = (found.pointer(), found.reason());
                    cause.example = format!("{pointer} {reason}; {}", found.help());
                }
            }
        }
    }

    /// Whether it compiled.
    pub fn compiled(&self) -> bool {
        matches!(
            self.checked,
            Some(Checked::Known(PackageVerdict::Compiled { .. }))
        )
    }

    /// What the compiler has against it.
    pub fn complaints(&self) -> Option<&str> {
        match &self.checked {
            Some(Checked::Known(PackageVerdict::RefusedOperation { complaints })) => {
                Some(complaints)
            }
            _ => None,
        }
    }

    /// What the served stub answered first, or why that is not known.
    pub fn answer(&self) -> &str {
        match &self.checked {
            Some(Checked::Known(PackageVerdict::Compiled { answer })) => answer,
            Some(Checked::Unknown(why)) => why,
            _ => "",
        }
    }

    /// Whether the served stub gave the first request an answer of its own or of the implementation.
    pub fn answered(&self) -> bool {
        let answer = self.answer();
        self.compiled() && (answer.contains("implementation: ") || answer.contains("stub: "))
    }

    /// Whether it is refused in good order, or generated; and, as far as it was tried, compiled and answered.
    pub fn good(&self, kind: TargetKind) -> bool {
        let broken = matches!(self.failure, Some(Failure::Broken(_)));
        let tried = self.checked.is_some();
        !broken && (!tried || self.compiled() && (kind != TargetKind::RustAxum || self.answered()))
    }
}

impl Outcome {
    /// Whether all its packages are as they should be.
    pub fn good(&self) -> bool {
        let mut packages = self.packages.iter();
        packages.all(|(kind, package)| package.good(*kind))
    }
}
