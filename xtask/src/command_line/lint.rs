//! What `lint` does and says, and how every command shows notes.

use std::collections::HashMap;
use std::io::{self, Write};

use anyhow::Result;

use super::commands::mention_missing_overlay;
use crate::effective;
use crate::generation::{Target, operations, tongues};
use crate::lint::{Finding, judged};
use crate::repository::Repository;
use crate::terminal::{ATTENTION, BAD, GOOD, LABEL, counted, styled};

const DONE: u8 = 0;
const FAILED: u8 = 1;

/// `lint`.
pub fn lint(repository: &Repository, out: &mut dyn Write) -> Result<u8> {
    let document = effective::load(repository)?;
    let judged = judged(&document, &tongues(&Target::all(repository)?));
    for finding in &judged.refused {
        writeln!(out, "{} {}", styled(BAD, "Refused"), finding.place())?;
        write_why(finding, out)?;
    }
    write_notes(&judged.notes, out)?;
    if !judged.refused.is_empty() {
        writeln!(
            out,
            "{} refused",
            counted(judged.refused.len(), "construct")
        )?;
        mention_missing_overlay(repository, out)?;
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

/// Writes what is left out, or worth knowing: the places of each kind of note together.
pub fn write_notes(notes: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    let mut kinds: Vec<(&Finding, Vec<String>)> = Vec::new();
    let mut known = HashMap::new();
    for note in notes {
        let kind = *known
            .entry((&note.reason, &note.remedy))
            .or_insert_with(|| {
                kinds.push((note, Vec::new()));
                kinds.len() - 1
            });
        kinds[kind].1.push(note.place());
    }
    for (note, places) in kinds {
        for place in places {
            writeln!(out, "{} {place}", styled(ATTENTION, "   Note"))?;
        }
        write_why(note, out)?;
    }
    Ok(())
}

fn write_why(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "        {} {}", styled(LABEL, "why:"), finding.reason)?;
    writeln!(out, "        {} {}", styled(LABEL, "fix:"), finding.remedy)
}
