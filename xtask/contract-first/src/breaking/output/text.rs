//! The report for a terminal.

use std::io::{self, Write};

use super::words::{change, operations, pointer};
use crate::breaking::review::{BreakingReport, Finding, Verdict};
use crate::terminal::{ATTENTION, BAD, GOOD, LABEL, styled};
use crate::text::message;

/// Most findings of a kind that break nothing; the JSON form has all.
const MAX_HARMLESS: usize = 50;

/// Writes the report: a block for each finding, counts last.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_text(report: &BreakingReport, out: &mut dyn Write) -> io::Result<()> {
    for verdict in Verdict::ALL {
        let most = match verdict {
            Verdict::Breaking | Verdict::Excused => usize::MAX,
            Verdict::Warning | Verdict::Noted | Verdict::Safe => MAX_HARMLESS,
        };
        for finding in report.of(verdict).take(most) {
            write_finding(finding, out)?;
        }
        let more = report.count(verdict).saturating_sub(most);
        if more > 0 {
            writeln!(
                out,
                "... {more} more: {}; `--format json` lists all",
                verdict.word()
            )?;
        }
    }
    let mut lines = |style, label, texts: &[String]| {
        let mut messages = texts.iter();
        messages.try_for_each(|text| writeln!(out, "{} {}", styled(style, label), message(text)))
    };
    lines(BAD, "error:", &report.errors())?;
    lines(ATTENTION, "warning:", &report.warnings())?;
    lines(LABEL, "note:", &report.notes)?;
    let (old, new) = (message(&report.old.name), message(&report.new.name));
    writeln!(out, "{} from {old} to {new}", report.counts())?;
    if report.verdict() == Verdict::Breaking {
        writeln!(
            out,
            "keep what callers use next to the new version, or add a reviewed exception (id, pointer, reason, expires) to {}",
            report.exceptions
        )?;
    }
    Ok(())
}

fn write_finding(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let verdict = finding.verdict();
    let (style, word) = match verdict {
        Verdict::Breaking => (BAD, "Breaking"),
        Verdict::Excused => (ATTENTION, "Excused"),
        Verdict::Warning => (ATTENTION, "Warning"),
        Verdict::Noted => (LABEL, "Note"),
        Verdict::Safe => (GOOD, "Safe"),
    };
    let word = styled(style, format!("{word:>8}"));
    writeln!(out, "{word} {}", operations(&finding.operations))?;
    let mut line = |label: &str, text: &str| {
        let label = styled(LABEL, format!("{label:<7}"));
        writeln!(out, "         {label} {}", message(text))
    };
    line("what:", &finding.change.sentence)?;
    line("where:", pointer(finding))?;
    line("old:", &finding.old_place.to_string())?;
    line("new:", &finding.new_place.to_string())?;
    line("change:", &change(finding))?;
    if verdict <= Verdict::Warning {
        line("id:", &finding.id())?;
    }
    if let Some(waiver) = &finding.waiver {
        line(
            "excuse:",
            &format!("{} (until {})", waiver.reason, waiver.expires),
        )?;
    }
    Ok(())
}
