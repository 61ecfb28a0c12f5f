//! The report for a pull request.

use std::fmt::Write;

use super::words::{change, operations, pointer};
use crate::breaking::review::{BreakingReport, Finding, Verdict};
use crate::text::markdown::{code, code_cell, text};

/// Most rows of a table: a job summary holds one mebibyte.
const MAX_ROWS: usize = 200;

/// The report as GitHub Markdown: what breaks in a table, what is safe folded away.
pub fn as_markdown(report: &BreakingReport) -> String {
    let mut page = String::new();
    let title = match report.verdict() {
        Verdict::Breaking => "Contract: breaking changes",
        Verdict::Excused => "Contract: breaking changes, all excused",
        _ => "Contract: nothing breaks",
    };
    // Writing into a string does not fail.
    let _ = writeln!(
        page,
        "### {title}\n\n{} from {} to {}.",
        report.counts(),
        code(&report.old.name),
        code(&report.new.name)
    );
    for verdict in [Verdict::Breaking, Verdict::Excused, Verdict::Warning] {
        if report.count(verdict) == 0 {
            continue;
        }
        table(report, verdict, &mut page);
        if verdict == Verdict::Breaking {
            let _ = writeln!(
                page,
                "\nKeep what callers use beside the new, or let it pass with a reviewed entry \
                 (`id`, `pointer`, `reason`, `expires`) in {}.",
                code(&report.exceptions)
            );
        }
    }
    let errors = report
        .errors()
        .into_iter()
        .map(|error| format!("Error: {error}"));
    for problem in errors.chain(report.warnings()).chain(report.notes.clone()) {
        let _ = writeln!(page, "\n> {}", text(&problem));
    }
    for verdict in [Verdict::Noted, Verdict::Safe] {
        let count = report.count(verdict);
        if count > 0 {
            let _ = writeln!(
                page,
                "\n<details><summary>{count} {}</summary>",
                verdict.word()
            );
            table(report, verdict, &mut page);
            let _ = writeln!(page, "\n</details>");
        }
    }
    page
}

fn table(report: &BreakingReport, verdict: Verdict, page: &mut String) {
    let last = match verdict {
        Verdict::Breaking | Verdict::Warning => "id",
        Verdict::Excused => "excuse",
        Verdict::Noted | Verdict::Safe => "verdict",
    };
    let _ = writeln!(
        page,
        "\n| operation | what | where | old → new | {last} |\n| --- | --- | --- | --- | --- |"
    );
    for finding in report.of(verdict).take(MAX_ROWS) {
        let _ = writeln!(
            page,
            "| {} | {} | {}<br>{} → {} | {} | {} |",
            text(&operations(&finding.operations)),
            text(&finding.change.sentence),
            code_cell(pointer(finding)),
            code_cell(&finding.old_place.to_string()),
            code_cell(&finding.new_place.to_string()),
            code_cell(&change(finding).replace(" -> ", " → ")),
            last_cell(finding)
        );
    }
    let more = report.count(verdict).saturating_sub(MAX_ROWS);
    if more > 0 {
        let _ = writeln!(page, "\n{more} more; `--format json` lists all.");
    }
}

fn last_cell(finding: &Finding) -> String {
    let verdict = finding.verdict();
    match &finding.waiver {
        Some(waiver) => text(&format!("{} (until {})", waiver.reason, waiver.expires)),
        None if verdict <= Verdict::Warning => code(&finding.id()),
        None => verdict.word().to_owned(),
    }
}
