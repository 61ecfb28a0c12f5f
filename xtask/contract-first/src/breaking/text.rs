//! The report for a terminal.

use std::io::{self, Write};

use anyhow::Result;
use serde_json::Value;

use super::finding::{Finding, Verdict};
use super::report::Report;
use super::usage::Operation;
use crate::terminal::{ATTENTION, BAD, GOOD, LABEL, styled};
use crate::text::message;

/// Most safe findings that are shown; the JSON form has all.
const MOST_SAFE: usize = 50;
/// Most operations that are named.
const MOST_OPERATIONS: usize = 3;
/// Longest value that is shown, in characters.
const LONGEST: usize = 80;

/// Writes the report: a block for each finding, counts last.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_text(report: &Report, out: &mut dyn Write) -> Result<()> {
    for verdict in [Verdict::Breaking, Verdict::Excused, Verdict::Safe] {
        let most = if verdict == Verdict::Safe {
            MOST_SAFE
        } else {
            usize::MAX
        };
        for finding in report.of(verdict).take(most) {
            write_finding(finding, out)?;
        }
        let more = report.of(verdict).count().saturating_sub(most);
        if more > 0 {
            writeln!(
                out,
                "... {more} more that are {}; --format json has all",
                verdict.word()
            )?;
        }
    }
    for problem in report.about_exceptions() {
        writeln!(
            out,
            "{} {}",
            styled(ATTENTION, "warning:"),
            message(&problem)
        )?;
    }
    for note in &report.notes {
        writeln!(out, "{} {}", styled(LABEL, "note:"), message(note))?;
    }
    writeln!(
        out,
        "{} from {} to {}",
        report.counts(),
        message(&report.old),
        message(&report.new)
    )?;
    if report.verdict() == Verdict::Breaking {
        writeln!(
            out,
            "keep what callers use beside the new, or let it pass with a reviewed entry (id, pointer, reason, expires) in {}",
            report.exceptions
        )?;
    }
    Ok(())
}

fn write_finding(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let (style, word) = match finding.verdict() {
        Verdict::Breaking => (BAD, "Breaking"),
        Verdict::Excused => (ATTENTION, "Excused"),
        Verdict::Safe => (GOOD, "Safe"),
    };
    writeln!(
        out,
        "{} {}",
        styled(style, format!("{word:>8}")),
        operations(&finding.operations)
    )?;
    let mut line = |label: &str, text: &str| {
        writeln!(
            out,
            "         {} {text}",
            styled(LABEL, format!("{label:<7}"))
        )
    };
    line("what:", &message(&finding.message))?;
    line("where:", &message(place(finding)))?;
    line("change:", &message(&change(finding)))?;
    if finding.breaking {
        line("id:", &finding.id())?;
    }
    if let Some(excuse) = &finding.excuse {
        line(
            "excuse:",
            &message(&format!("{} (until {})", excuse.reason, excuse.expires)),
        )?;
    }
    Ok(())
}

/// The operations in one line; the first few by name.
pub(super) fn operations(operations: &[Operation]) -> String {
    if operations.is_empty() {
        return "no single operation".to_owned();
    }
    let named = operations.iter().take(MOST_OPERATIONS);
    let mut text = named
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    if operations.len() > MOST_OPERATIONS {
        text.push_str(&format!(" and {} more", operations.len() - MOST_OPERATIONS));
    }
    message(&text)
}

/// The pointer, readable for the root too.
pub(super) fn place(finding: &Finding) -> &str {
    match finding.pointer.as_str() {
        "" => "(the whole document)",
        pointer => pointer,
    }
}

/// `10 -> 5`.
pub(super) fn change(finding: &Finding) -> String {
    format!("{} -> {}", value(&finding.old), value(&finding.new))
}

fn value(value: &Option<Value>) -> String {
    let Some(value) = value else {
        return "(none)".to_owned();
    };
    let text = value.to_string();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}
