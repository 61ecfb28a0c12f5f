use super::exception::Exception;
use super::finding::{Finding, Verdict};
use crate::breaking::side::ContractSide;

/// The findings between two documents.
#[derive(Debug)]
pub struct BreakingReport {
    /// The old document.
    pub old: ContractVersion,
    /// The new document.
    pub new: ContractVersion,
    /// Every difference: what breaks first, then what is excused, then the rest.
    pub(in crate::breaking) findings: Vec<Finding>,
    /// Exceptions whose last day has passed and that would have let a finding pass.
    pub(in crate::breaking) expired: Vec<Exception>,
    /// Exceptions whose id is one of an earlier version.
    pub(in crate::breaking) renamed: Vec<RenamedException>,
    /// Other exceptions that match no finding.
    pub(in crate::breaking) unmatched: Vec<UnmatchedException>,
    /// Where a reviewed exception is to be written.
    pub exceptions: String,
    /// Further notes for the reader.
    pub notes: Vec<String>,
}

/// A document that was compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractVersion {
    /// What it is called.
    pub name: String,
    /// The version of the contract, `info.version`.
    pub version: String,
}

/// An exception whose finding has another id now.
#[derive(Debug)]
pub struct RenamedException {
    pub exception: Exception,
    /// Those of the findings at its place.
    pub ids: Vec<String>,
}

/// An exception without a finding.
#[derive(Debug)]
pub struct UnmatchedException {
    pub exception: Exception,
    /// Those of other findings at its place.
    pub ids: Vec<String>,
}

impl ContractVersion {
    pub(in crate::breaking) fn of(side: &ContractSide) -> Self {
        Self {
            name: side.name.clone(),
            version: side.description.version.clone(),
        }
    }
}

impl BreakingReport {
    /// Those of a kind.
    pub(in crate::breaking) fn of(&self, verdict: Verdict) -> impl Iterator<Item = &Finding> {
        let findings = self.findings.iter();
        findings.filter(move |finding| finding.verdict() == verdict)
    }

    /// Whether there is any difference.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// How many there are of a kind.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.of(verdict).count()
    }

    /// What it comes to: breaking, excused or safe.
    pub fn verdict(&self) -> Verdict {
        let worst = self.findings.iter().map(Finding::verdict).min();
        worst
            .filter(|verdict| *verdict <= Verdict::Excused)
            .unwrap_or(Verdict::Safe)
    }

    /// `2 breaking, 1 excused, 1 warning, 5 safe`.
    pub fn counts(&self) -> String {
        let is_shown = |verdict: &Verdict| {
            self.count(*verdict) > 0 || !matches!(verdict, Verdict::Warning | Verdict::Noted)
        };
        let shown = Verdict::ALL.into_iter().filter(is_shown);
        let counts = shown.map(|verdict| match (self.count(verdict), verdict) {
            (count, Verdict::Warning) if count != 1 => format!("{count} warnings"),
            (count, verdict) => format!("{count} {}", verdict.word()),
        });
        counts.collect::<Vec<_>>().join(", ")
    }

    /// Whether an exception must be fixed before the report counts.
    pub fn has_errors(&self) -> bool {
        !self.renamed.is_empty()
    }

    /// What must be fixed in the exceptions, in one sentence each.
    pub fn errors(&self) -> Vec<String> {
        let renamed = self.renamed.iter().map(|RenamedException { exception, ids }| {
            format!(
                "the exception {} at {}: this id no longer exists; the finding is now {}: write the new id, or remove the exception",
                exception.id,
                exception.pointer,
                ids.join(" or ")
            )
        });
        renamed.collect()
    }

    /// What else is wrong with the exceptions, a sentence each.
    pub fn warnings(&self) -> Vec<String> {
        let expired = self.expired.iter().map(|exception| {
            format!(
                "the exception {} expired on {}: it no longer excuses anything",
                exception.id, exception.expires
            )
        });
        let unmatched = self
            .unmatched
            .iter()
            .map(|UnmatchedException { exception, ids }| {
                let hint = match ids.as_slice() {
                    [] => "remove it, unless id or pointer is mistyped".to_owned(),
                    ids => format!("the finding there now is {}", ids.join(" and ")),
                };
                format!(
                    "the exception {} at {} matches no finding: {hint}",
                    exception.id, exception.pointer
                )
            });
        expired.chain(unmatched).collect()
    }
}
