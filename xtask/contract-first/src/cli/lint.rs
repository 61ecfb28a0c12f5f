//! What `lint` does and says, and how every command shows notes.

use std::collections::HashMap;
use std::io::{self, Write};

use anyhow::Result;

use super::commands::mention_missing_overlay;
use crate::effective;
use crate::generation::{Target, operations, tongues};
use crate::lint::{Finding, judged};
use crate::project::Project;
use crate::terminal::{ATTENTION, BAD, GOOD, LABEL, counted, styled};

const DONE: u8 = 0;
const FAILED: u8 = 1;
/// Most places that are named for one reason.
const MOST_PLACES: usize = 3;
/// Most reasons that are given.
const MOST_KINDS: usize = 100;

/// `lint`.
pub fn lint(project: &Project, out: &mut dyn Write) -> Result<u8> {
    let document = effective::load(project)?.document;
    let judged = judged(&document, &tongues(&Target::all(project)?));
    write_findings(&styled(BAD, "Refused"), &judged.refused, out)?;
    write_notes(&judged.notes, out)?;
    if !judged.refused.is_empty() {
        writeln!(
            out,
            "{} refused",
            counted(judged.refused.len(), "construct")
        )?;
        mention_missing_overlay(project, out)?;
        return Ok(FAILED);
    }
    let version = document["openapi"].as_str().unwrap_or_default();
    let noted = match judged.notes.len() {
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
pub fn write_notes(notes: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    write_findings(&styled(ATTENTION, "   Note"), notes, out)
}

/// Writes the places of each kind of finding together, the first few of each kind and of the kinds.
fn write_findings(label: &str, findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    let mut kinds: Vec<(&Finding, Vec<&Finding>)> = Vec::new();
    let mut known = HashMap::new();
    for finding in findings {
        let kind = *known
            .entry((&finding.reason, &finding.remedy))
            .or_insert_with(|| {
                kinds.push((finding, Vec::new()));
                kinds.len() - 1
            });
        kinds[kind].1.push(finding);
    }
    for (finding, same) in kinds.iter().take(MOST_KINDS) {
        for one in same.iter().take(MOST_PLACES) {
            writeln!(out, "{label} {}", one.place())?;
        }
        if same.len() > MOST_PLACES {
            writeln!(out, "        and {} more", same.len() - MOST_PLACES)?;
        }
        write_why(finding, out)?;
    }
    let others = kinds.iter().skip(MOST_KINDS);
    let more: usize = others.map(|(_, same)| same.len()).sum();
    if more > 0 {
        writeln!(out, "{label} {more} more, for other reasons")?;
    }
    Ok(())
}

fn write_why(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "        {} {}", styled(LABEL, "why:"), finding.reason)?;
    writeln!(out, "        {} {}", styled(LABEL, "fix:"), finding.remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(findings: &[Finding]) -> String {
        let mut out = Vec::new();
        write_findings("Note", findings, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        anstream::adapter::strip_str(&text).to_string()
    }

    fn finding(place: usize, reason: &str) -> Finding {
        Finding::refused(format!("/{place}"), reason, "leave it out")
    }

    #[test]
    fn the_first_places_of_each_reason_are_named() {
        let findings = [0, 1, 2, 3, 4].map(|place| finding(place, ["even", "odd"][place % 2]));
        let even = "Note /0\nNote /2\nNote /4\n        why: even\n        fix: leave it out\n";
        let odd = "Note /1\nNote /3\n        why: odd\n        fix: leave it out\n";
        assert_eq!(written(&findings), format!("{even}{odd}"));
        let many: Vec<_> = (0..10_000).map(|place| finding(place, "even")).collect();
        assert_eq!(
            written(&many),
            "Note /0\nNote /1\nNote /2\n        and 9997 more\n        why: even\n        fix: leave it out\n"
        );
    }

    #[test]
    fn the_first_reasons_are_given() {
        let many: Vec<_> = (0..10_000)
            .map(|place| finding(place, &place.to_string()))
            .collect();
        let text = written(&many);
        assert_eq!(text.lines().count(), 3 * MOST_KINDS + 1);
        assert!(
            text.ends_with("Note 9900 more, for other reasons\n"),
            "{text}"
        );
    }
}
