//! The problems as annotations that GitHub shows beside the files.

use super::problem::ProblemKind;
use super::report::DriftReport;
use crate::github::{Annotation, Severity};

/// One for each problem.
pub fn annotations(report: &DriftReport) -> Vec<String> {
    let annotations = report.problems().map(|problem| {
        let text = format!(
            "{}\nwhy: {}\nfix: {}",
            problem.what(),
            problem.why(),
            problem.fix(report.caller)
        );
        let place = match &problem.kind {
            ProblemKind::Refused(found) => found.place(),
            _ => None,
        };
        let annotation = Annotation {
            severity: Severity::Error,
            file: place.map_or(&problem.place, |place| &place.file),
            place: place.map(|place| (place.line, place.column)),
            title: problem.status().word(),
            text: &text,
        };
        annotation.to_string()
    });
    annotations.collect()
}
