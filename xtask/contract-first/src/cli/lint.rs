//! What `lint` does and says, and how every command shows notes.

use std::collections::HashMap;
use std::io::{self, Write};

use anyhow::Result;

use super::commands::mention_missing_overlay;
use crate::diagnostic::Diagnostic;
use crate::effective;
use crate::generation::{Target, kinds, operations};
use crate::lint;
use crate::project::Project;
use crate::terminal::{ATTENTION, BAD, GOOD, LABEL, counted, styled};

const DONE: u8 = 0;
const FAILED: u8 = 1;
/// Most places that are named for one reason.
const MAX_PLACES: usize = 3;
/// Most reasons that are given.
const MAX_KINDS: usize = 100;

/// `lint`.
pub fn lint(project: &Project, out: &mut dyn Write) -> Result<u8> {
    let document = effective::load(project)?.document;
    let report = lint::lint(&document, &kinds(&Target::all(project)?));
    write_diagnostics(&styled(BAD, "Refused"), &report.refused, out)?;
    write_notes(&report.notes, out)?;
    if !report.refused.is_empty() {
        writeln!(
            out,
            "{} refused",
            counted(report.refused.len(), "construct")
        )?;
        mention_missing_overlay(project, out)?;
        return Ok(FAILED);
    }
    let version = document["openapi"].as_str().unwrap_or_default();
    let noted = match report.notes.len() {
        0 => String::new(),
        count => format!(", {} above", counted(count, "note")),
    };
    writeln!(
        out,
        "{} valid OpenAPI {version}, {}: all can be generated{noted}",
        styled(GOOD, "   Good"),
        counted(operations(&document), "operation")
    )?;
    Ok(DONE)
}

/// Writes what is left out, or worth knowing.
pub fn write_notes(notes: &[Diagnostic], out: &mut dyn Write) -> io::Result<()> {
    write_diagnostics(&styled(ATTENTION, "   Note"), notes, out)
}

/// Writes each kind of diagnostic with its first few places, and the first of the kinds.
fn write_diagnostics(
    label: &str,
    diagnostics: &[Diagnostic],
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut kinds: Vec<Vec<&Diagnostic>> = Vec::new();
    let mut known = HashMap::new();
    for diagnostic in diagnostics {
        let key = (diagnostic.code(), diagnostic.reason(), diagnostic.help());
        let kind = *known.entry(key).or_insert_with(|| {
            kinds.push(Vec::new());
            kinds.len() - 1
        });
        kinds[kind].push(diagnostic);
    }
    for kind in kinds.iter().take(MAX_KINDS) {
        write_kind(label, kind, out)?;
    }
    let more: usize = kinds.iter().skip(MAX_KINDS).map(Vec::len).sum();
    if more > 0 {
        writeln!(out, "{label} {more} more, for other reasons")?;
    }
    Ok(())
}

fn write_kind(label: &str, kind: &[&Diagnostic], out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = kind.first() else {
        return Ok(());
    };
    writeln!(out, "{label} {} {}", first.code(), first.reason())?;
    for diagnostic in kind.iter().take(MAX_PLACES) {
        let place = diagnostic.place();
        writeln!(out, "        {} {place}", styled(LABEL, " at:"))?;
    }
    if kind.len() > MAX_PLACES {
        writeln!(out, "             and {} more", kind.len() - MAX_PLACES)?;
    }
    writeln!(out, "        {} {}", styled(LABEL, "fix:"), first.help())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::constructs::schema::UNCHECKED_KEYWORD;

    fn written(found: &[Diagnostic]) -> String {
        let mut out = Vec::new();
        write_diagnostics("Note", found, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        anstream::adapter::strip_str(&text).to_string()
    }

    fn finding(place: usize, reason: &str) -> Diagnostic {
        let found = UNCHECKED_KEYWORD.at(format!("/{place}"));
        found.because(reason)
    }

    #[test]
    fn the_first_places_of_each_reason_are_named() {
        let findings = [0, 1, 2, 3, 4].map(|place| finding(place, ["even", "odd"][place % 2]));
        let fix = "        fix: leave it out, or say it in the description\n";
        let even = "Note CF0201 even\n         at: /0\n         at: /2\n         at: /4\n";
        let odd = "Note CF0201 odd\n         at: /1\n         at: /3\n";
        assert_eq!(written(&findings), format!("{even}{fix}{odd}{fix}"));
        let many: Vec<_> = (0..10_000).map(|place| finding(place, "even")).collect();
        assert_eq!(
            written(&many),
            format!(
                "Note CF0201 even\n         at: /0\n         at: /1\n         at: /2\n             and 9997 more\n{fix}"
            )
        );
    }

    #[test]
    fn the_first_reasons_are_given() {
        let many: Vec<_> = (0..10_000)
            .map(|place| finding(place, &place.to_string()))
            .collect();
        let text = written(&many);
        assert_eq!(text.lines().count(), 3 * MAX_KINDS + 1);
        assert!(
            text.ends_with("Note 9900 more, for other reasons\n"),
            "{text}"
        );
    }
}
