//! The step of `lint --fix` before it lints.

use std::io::Write;

use anyhow::Result;

use super::arguments::LintFormat;
use crate::effective;
use crate::fix::fix;
use crate::project::Project;
use crate::terminal::{GOOD, LABEL, counted, styled};
use crate::text::message;

/// Maximum number of places shown for one reason.
const MAX_PLACES: usize = 20;

/// Fixes what has only one correct fix.
pub fn fix_overlay(project: &Project, format: LintFormat, out: &mut dyn Write) -> Result<()> {
    let outcome = fix(project)?;
    // There is one JSON document, and it says what is left.
    if format == LintFormat::Json {
        return Ok(());
    }
    if outcome.fixes.is_empty() {
        writeln!(
            out,
            "{} nothing: what is left, if anything, has no single right answer",
            styled(LABEL, "  Fixed")
        )?;
        return Ok(());
    }
    let places = effective::load(project)?.places;
    let mut rest = &outcome.fixes[..];
    while let Some(first) = rest.first() {
        let same = rest
            .iter()
            .take_while(|fix| fix.reason == first.reason)
            .count();
        let (these, others) = rest.split_at(same);
        for fix in these.iter().take(MAX_PLACES) {
            let (place, pointer) = (places.place(&fix.at), fix.at.shown());
            writeln!(out, "{} {place} {pointer}", styled(GOOD, "  Fixed"))?;
        }
        if these.len() > MAX_PLACES {
            writeln!(out, "        and {} more", these.len() - MAX_PLACES)?;
        }
        writeln!(
            out,
            "        {} {}",
            styled(LABEL, "why:"),
            message(&first.reason)
        )?;
        rest = others;
    }
    writeln!(
        out,
        "{} {}: {} added",
        styled(GOOD, "  Wrote"),
        Project::OVERLAY,
        counted(outcome.actions, "action")
    )?;
    Ok(())
}
