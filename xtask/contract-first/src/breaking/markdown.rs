//! The report for a pull request.

use std::fmt::Write;

use super::finding::{Finding, Verdict};
use super::report::Report;
use super::text::{change, operations, place};
use crate::text::markdown::{code, code_cell, text};

/// Most rows of a table: a job summary holds one mebibyte.
const MOST_ROWS: usize = 200;

/// The report as GitHub Markdown: what breaks in a table, what is safe folded away.
pub fn as_markdown(report: &Report) -> String {
    let mut page = String::new();
    let title = match report.verdict() {
        Verdict::Breaking => "Contract: breaking changes",
        Verdict::Excused => "Contract: breaking changes, all excused",
        Verdict::Safe => "Contract: nothing breaks",
    };
    // Writing into a string does not fail.
    let _ = writeln!(
        page,
        "### {title}\n\n{} from {} to {}.",
        report.counts(),
        code(&report.old),
        code(&report.new)
    );
    if report.of(Verdict::Breaking).next().is_some() {
        table(report, Verdict::Breaking, &mut page);
        let _ = writeln!(
            page,
            "\nKeep what callers use beside the new, or let it pass with a reviewed entry \
             (`id`, `pointer`, `reason`, `expires`) in {}.",
            code(&report.exceptions)
        );
    }
    if report.of(Verdict::Excused).next().is_some() {
        table(report, Verdict::Excused, &mut page);
    }
    for problem in report.about_exceptions().iter().chain(&report.notes) {
        let _ = writeln!(page, "\n> {}", text(problem));
    }
    let safe = report.of(Verdict::Safe).count();
    if safe > 0 {
        let _ = writeln!(page, "\n<details><summary>{safe} safe</summary>");
        table(report, Verdict::Safe, &mut page);
        let _ = writeln!(page, "\n</details>");
    }
    page
}

fn table(report: &Report, verdict: Verdict, page: &mut String) {
    let (last, rule) = match verdict {
        Verdict::Breaking => ("id", "---"),
        Verdict::Excused => ("excuse", "---"),
        Verdict::Safe => ("verdict", "---"),
    };
    let _ = writeln!(
        page,
        "\n| operation | what | where | old → new | {last} |\n| --- | --- | --- | --- | {rule} |"
    );
    for finding in report.of(verdict).take(MOST_ROWS) {
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} | {} |",
            text(&operations(&finding.operations)),
            text(&finding.message),
            code_cell(place(finding)),
            code_cell(&change(finding).replace(" -> ", " → ")),
            last_cell(finding)
        );
    }
    let more = report.of(verdict).count().saturating_sub(MOST_ROWS);
    if more > 0 {
        let _ = writeln!(page, "\n{more} more; `--format json` has all.");
    }
}

fn last_cell(finding: &Finding) -> String {
    match &finding.excuse {
        Some(excuse) => text(&format!("{} (until {})", excuse.reason, excuse.expires)),
        None if finding.breaking => code(&finding.id()),
        None => "safe".to_owned(),
    }
}
