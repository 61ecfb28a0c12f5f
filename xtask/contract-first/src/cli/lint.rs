//! The command `lint`.

use std::io::Write;

use anyhow::{Error, Result};
use serde_json::{Value, json};

use super::arguments::LintFormat;
use super::commands::mention_missing_overlay;
use super::diagnostics::{as_annotations, as_json, write_notes, write_refused};
use super::fix::fix_overlay;
use crate::effective::{self, EffectiveError};
use crate::fix::FixError;
use crate::generation::{Target, kinds, operations};
use crate::github::{Annotation, Severity};
use crate::guard::Guard;
use crate::lint::{self, LintReport};
use crate::project::Project;
use crate::target_kind::TargetKind;
use crate::terminal::{GOOD, counted, styled};

const DONE: u8 = 0;
const FAILED: u8 = 1;

/// `lint`, for some targets (for those of the project when none is named), after `--fix` where that is asked for.
pub fn lint(
    project: &Project,
    targets: &[TargetKind],
    format: LintFormat,
    fix: bool,
    out: &mut Guard<'_>,
) -> Result<u8> {
    let fixed = match fix {
        true => fix_overlay(project, format, out),
        false => Ok(()),
    };
    let linted = fixed.and_then(|()| lint_as_it_is(project, targets, format, out));
    if let Err(error) = &linted {
        write_failure(error, format, out)?;
    }
    linted
}

fn lint_as_it_is(
    project: &Project,
    targets: &[TargetKind],
    format: LintFormat,
    out: &mut Guard<'_>,
) -> Result<u8> {
    let effective = effective::load(project)?;
    let targets = match targets {
        [] => kinds(&Target::all(project)?),
        named => named.to_vec(),
    };
    let report = lint::lint(&effective.document, &targets).located(&effective.places);
    match format {
        LintFormat::Json => writeln!(out, "{:#}", as_json(&report, &targets))?,
        LintFormat::Text => write_report(project, &effective.document, &report, out)?,
        LintFormat::Github => {
            write_report(project, &effective.document, &report, out)?;
            for annotation in as_annotations(&report, &targets) {
                out.command(&annotation)?;
            }
        }
    }
    Ok(match report.refused.is_empty() {
        true => DONE,
        false => FAILED,
    })
}

/// Reports to a program, or a workflow, why there is no report; a person reads it as the command's error.
fn write_failure(error: &Error, format: LintFormat, out: &mut Guard<'_>) -> Result<()> {
    let of_document = error.downcast_ref::<EffectiveError>();
    let of_fix = error.downcast_ref::<FixError>();
    let file = of_document
        .and_then(EffectiveError::name)
        .or(of_fix.and_then(FixError::name));
    let line = of_document
        .and_then(EffectiveError::line)
        .or(of_fix.and_then(FixError::line));
    let reason = format!("{error:#}");
    match format {
        LintFormat::Text => {}
        LintFormat::Json => {
            let error = json!({ "file": file, "line": line, "reason": reason });
            writeln!(out, "{:#}", json!({ "diagnostics": [], "error": error }))?;
        }
        LintFormat::Github => {
            let annotation = Annotation {
                severity: Severity::Error,
                file: file.unwrap_or_default(),
                place: line.map(|line| (line, 1)),
                title: "lint",
                text: &reason,
            };
            out.command(&annotation.to_string())?;
        }
    }
    Ok(())
}

fn write_report(
    project: &Project,
    document: &Value,
    report: &LintReport,
    out: &mut dyn Write,
) -> Result<()> {
    write_refused(&report.refused, out)?;
    write_notes(&report.notes, out)?;
    if !report.refused.is_empty() {
        let count = counted(report.refused.len(), "construct");
        let explain = project.caller().line("explain CODE");
        writeln!(out, "{count} refused; `{explain}` says more")?;
        return mention_missing_overlay(project, out);
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
        counted(operations(document), "operation")
    )?;
    Ok(())
}
