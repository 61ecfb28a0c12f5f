//! The report as annotations of a GitHub workflow.

use super::words::{change, operations};
use crate::breaking::review::{BreakingReport, Finding, Verdict};
use crate::document::Place;
use crate::github::{Annotation, Severity};

/// Most annotations: GitHub shows no more of one step.
const MAX_ANNOTATIONS: usize = 50;

/// A workflow command for each finding that should be shown next to its line, the worst first.
pub fn as_annotations(report: &BreakingReport) -> Vec<String> {
    let shown = report.findings.iter().filter_map(annotation);
    shown.take(MAX_ANNOTATIONS).collect()
}

fn annotation(finding: &Finding) -> Option<String> {
    let severity = match finding.verdict() {
        Verdict::Breaking => Severity::Error,
        Verdict::Excused | Verdict::Warning => Severity::Warning,
        Verdict::Noted => Severity::Notice,
        Verdict::Safe => return None,
    };
    let Place { file, line, column } = &finding.new_place;
    let text = format!(
        "{}\n{}\nbefore, at {}: {}",
        finding.change.sentence,
        operations(&finding.operations),
        finding.old_place,
        change(finding)
    );
    let annotation = Annotation {
        severity,
        file,
        place: Some((*line, *column)),
        title: &finding.id(),
        text: &text,
    };
    Some(annotation.to_string())
}
