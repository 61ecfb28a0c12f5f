use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;
use thiserror::Error;

use super::exception::Exception;
use super::finding::{Finding, Verdict};
use super::report::{BreakingReport, RenamedException, UnmatchedException};
use super::waiver::Waiver;
use crate::breaking::item_names::is_position;
use crate::document::{DocumentError, Pointer, read_data_file};

/// The exceptions of a file: breaking changes that were reviewed and may land, each with its reason and its last day.
#[derive(Debug, Default)]
pub struct Exceptions(Vec<Exception>);

/// Why there are no exceptions to apply.
#[derive(Debug, Error)]
pub enum ExceptionsError {
    /// The file cannot be read.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// It has no list.
    #[error(
        "{0}: no list `exceptions` at the top level; for no exceptions write {{\"exceptions\": []}}"
    )]
    NoList(String),
    /// Some of them are wrong: a line for each fault, with its place.
    #[error("{}", .0.join("\n"))]
    Invalid(Vec<String>),
}

impl Exceptions {
    /// Reads a file, JSON or YAML, of the form `{"exceptions": [{"id", "pointer", "reason", "expires": "2027-01-31"}]}`; messages
    /// call it `name`.
    ///
    /// # Errors
    /// Everything that is wrong in it, at once.
    pub fn read(path: &Path, name: &str) -> Result<Self, ExceptionsError> {
        let file = read_data_file(path, name)?;
        let list = file.get("exceptions").and_then(Value::as_array);
        let list = list.ok_or_else(|| ExceptionsError::NoList(name.to_owned()))?;
        let (mut exceptions, mut problems) = (Vec::new(), Vec::new());
        for (index, item) in list.iter().enumerate() {
            match Exception::of(item) {
                Ok(exception) => exceptions.push(exception),
                Err(found) => {
                    let place = |problem| format!("{name}: /exceptions/{index}{problem}");
                    problems.extend(found.into_iter().map(place));
                }
            }
        }
        match problems.is_empty() {
            true => Ok(Self(exceptions)),
            false => Err(ExceptionsError::Invalid(problems)),
        }
    }

    /// Lets the findings pass that are excused at a point in time, and keeps in the report which exceptions have expired, have an id
    /// of an earlier version, or match nothing.
    pub fn apply(self, report: &mut BreakingReport, now: Timestamp) {
        let today = now.to_zoned(TimeZone::UTC).date();
        for exception in self.0 {
            let is_meant = |finding: &&mut Finding| {
                finding.verdict() <= Verdict::Excused
                    && finding.id() == exception.id
                    && without_positions(finding.pointer().as_str())
                        == without_positions(&exception.pointer)
            };
            match report.findings.iter_mut().find(is_meant) {
                None => unmatched(exception, report),
                Some(_) if exception.expires < today => report.expired.push(exception),
                Some(finding) => {
                    finding.waiver = Some(Waiver {
                        reason: exception.reason,
                        expires: exception.expires,
                    });
                }
            }
        }
        report.findings.sort_by_key(Finding::verdict);
    }
}

/// A place without the positions in lists: something may have been inserted before it.
fn without_positions(pointer: &str) -> Vec<&str> {
    let steps = pointer.split('/');
    steps.filter(|step| !is_position(step)).collect()
}

fn unmatched(exception: Exception, report: &mut BreakingReport) {
    let at = Pointer::from(exception.pointer.as_str());
    let of_place = |is_there: &dyn Fn(&Pointer) -> bool| -> Vec<String> {
        let findings = report.of(Verdict::Breaking);
        findings
            .filter(|finding| is_there(finding.pointer()))
            .map(Finding::id)
            .collect()
    };
    let mut ids = of_place(&|pointer| *pointer == at);
    if ids.is_empty() {
        ids = of_place(&|pointer| pointer.overlaps(&at));
    }
    match !ids.is_empty() && !exception.has_current_id() {
        true => report.renamed.push(RenamedException { exception, ids }),
        false => report.unmatched.push(UnmatchedException { exception, ids }),
    }
}
