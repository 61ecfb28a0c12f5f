//! The report for a pull request.

use std::fmt::Write;

use super::finding::{Finding, Verdict};
use super::report::Report;
use super::text::{change, operations, place};

/// Most rows of a table: a job summary holds one mebibyte.
const MOST_ROWS: usize = 200;

/// The report as GitHub Markdown: what breaks in a table, what is safe folded away.
pub fn as_markdown(report: &Report) -> String {
    let mut text = String::new();
    let title = match report.verdict() {
        Verdict::Breaking => "Contract: breaking changes",
        Verdict::Excused => "Contract: breaking changes, all excused",
        Verdict::Safe => "Contract: nothing breaks",
    };
    // Writing into a string does not fail.
    let _ = writeln!(
        text,
        "### {title}\n\n{} from {} to {}.",
        report.counts(),
        code(&report.old),
        code(&report.new)
    );
    if report.of(Verdict::Breaking).next().is_some() {
        table(report, Verdict::Breaking, &mut text);
        let _ = writeln!(
            text,
            "\nKeep what callers use beside the new, or let it pass with a reviewed entry \
             (`id`, `pointer`, `reason`, `expires`) in `{}`.",
            report.exceptions
        );
    }
    if report.of(Verdict::Excused).next().is_some() {
        table(report, Verdict::Excused, &mut text);
    }
    for problem in report.about_exceptions().iter().chain(&report.notes) {
        let _ = writeln!(text, "\n> {}", escaped(problem));
    }
    let safe = report.of(Verdict::Safe).count();
    if safe > 0 {
        let _ = writeln!(text, "\n<details><summary>{safe} safe</summary>");
        table(report, Verdict::Safe, &mut text);
        let _ = writeln!(text, "\n</details>");
    }
    text
}

fn table(report: &Report, verdict: Verdict, text: &mut String) {
    let (last, rule) = match verdict {
        Verdict::Breaking => ("id", "---"),
        Verdict::Excused => ("excuse", "---"),
        Verdict::Safe => ("verdict", "---"),
    };
    let _ = writeln!(
        text,
        "\n| operation | what | where | old → new | {last} |\n| --- | --- | --- | --- | {rule} |"
    );
    for finding in report.of(verdict).take(MOST_ROWS) {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} |",
            escaped(&operations(&finding.operations)),
            escaped(&finding.message),
            code(place(finding)),
            code(&change(finding).replace(" -> ", " → ")),
            last_cell(finding)
        );
    }
    let more = report.of(verdict).count().saturating_sub(MOST_ROWS);
    if more > 0 {
        let _ = writeln!(text, "\n{more} more; `--format json` has all.");
    }
}

fn last_cell(finding: &Finding) -> String {
    match &finding.excuse {
        Some(excuse) => escaped(&format!("{} (until {})", excuse.reason, excuse.expires)),
        None if finding.breaking => code(&finding.id()),
        None => "safe".to_owned(),
    }
}

/// Text of a document, that must not become markup: backquotes and pipes, tags, line ends.
fn escaped(text: &str) -> String {
    let text = text.replace(['\r', '\n'], " ");
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('|', "\\|")
}

/// Text in a code span of a table: a backquote ends the span and a pipe the cell.
fn code(text: &str) -> String {
    let text = text.replace(['\r', '\n'], " ");
    let text = text.replace('`', "'").replace('|', "\\|");
    format!("`{text}`")
}
