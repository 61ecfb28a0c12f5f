//! The commands `import`, `generate` and `drift`.

use std::io::Write;

use anyhow::Result;

use super::arguments::DriftFormat;
use super::breaking::report_import_impact;
use super::diagnostics::write_notes;
use crate::contract::{Import, import as read_import};
use crate::diagnostic::Diagnostic;
use crate::drift::{CheckedPath, DriftReport, annotations, causes, inspect};
use crate::effective;
use crate::generation::{
    self, AdHocJob, FileChanges, ProduceError, Target, kinds, produce, require_supported, swap_in,
};
use crate::guard::Guard;
use crate::progress::{Progress, summary};
use crate::project::Project;
use crate::terminal::{ATTENTION, GOOD, LABEL, counted, styled};
use crate::text::printable;

const DONE: u8 = 0;
const FAILED: u8 = 1;
const DIFFERENT: u8 = 4;

/// `import --check`.
pub fn check_import(project: &Project, place: &str, out: &mut dyn Write) -> Result<u8> {
    let import = read_import(project, place)?;
    if import.same {
        writeln!(
            out,
            "{} {} is what {} publishes",
            styled(GOOD, "  Fresh"),
            project.contract_name(),
            import.source()
        )?;
        return Ok(DONE);
    }
    writeln!(
        out,
        "{} {} is not what {} publishes",
        styled(ATTENTION, "  Stale"),
        project.contract_name(),
        import.source()
    )?;
    write_changes(&import, out)?;
    writeln!(
        out,
        "run: {}",
        styled(
            ATTENTION,
            project.caller().line(format_args!("import {place}"))
        )
    )?;
    Ok(DIFFERENT)
}

/// `import`.
pub fn import(
    project: &Project,
    place: &str,
    and_generate: bool,
    out: &mut dyn Write,
    progress: &mut Progress<'_>,
) -> Result<u8> {
    let import = read_import(project, place)?;
    if import.same {
        writeln!(
            out,
            "{} is already what {} publishes",
            project.contract_name(),
            import.source()
        )?;
    } else {
        report_import_impact(project, &import, out)?;
        write_changes(&import, out)?;
        match usable(project, &import) {
            // The checkout keeps a contract that it can generate from.
            Err(error) if and_generate => {
                failed(project, error, out, progress)?;
                writeln!(
                    out,
                    "nothing is written. Add what the published document lacks to {}, then import it again; \
                     --no-generate imports it as it is",
                    Project::OVERLAY
                )?;
                return Ok(FAILED);
            }
            usable => {
                import.write(project)?;
                writeln!(out, "wrote {}", project.contract_name())?;
                match usable {
                    // Otherwise `generate` shows them.
                    Ok(notes) if !and_generate => write_notes(&notes, out)?,
                    Ok(_) => {}
                    Err(_) => writeln!(
                        out,
                        "nothing can be generated from it yet; run `{}` for the reasons",
                        project.caller().line("lint")
                    )?,
                }
            }
        }
    }
    if !and_generate {
        return Ok(DONE);
    }
    let code = generate(project, out, progress)?;
    if code != DONE && !import.same {
        writeln!(
            out,
            "{} is the new document; generated/ still comes from the old one",
            project.contract_name()
        )?;
    }
    Ok(code)
}

/// Whether the new document fits the overlay and can be generated; gives the notes.
fn usable(project: &Project, import: &Import) -> Result<Vec<Diagnostic>, ProduceError> {
    let document = effective::of_published(project, import.new.clone());
    let targets = Target::all(project)?;
    let document = document?;
    Ok(require_supported(&document, &kinds(&targets))?.1)
}

fn write_changes(import: &Import, out: &mut dyn Write) -> Result<()> {
    /// Of further changes, only the number is shown.
    const MAX_SHOWN_CHANGES: usize = 50;
    for change in import.changes.iter().take(MAX_SHOWN_CHANGES) {
        writeln!(out, "  {}", printable(&change.to_string()))?;
    }
    if import.changes.len() > MAX_SHOWN_CHANGES {
        writeln!(
            out,
            "  ... {} more changes",
            import.changes.len() - MAX_SHOWN_CHANGES
        )?;
    }
    for line in import.diff.lines() {
        writeln!(out, "  | {line}")?;
    }
    Ok(())
}

/// `generate`.
pub fn generate(project: &Project, out: &mut dyn Write, progress: &mut Progress<'_>) -> Result<u8> {
    let product = match produce(project, progress) {
        Ok(product) => product,
        Err(error) => return failed(project, error, out, progress),
    };
    write_notes(&product.notes, out)?;
    let written = progress.quiet("writing", || {
        swap_in(project, &project.generated(), &product.files, &[])
    })?;
    write_file_changes(&written, Project::GENERATED, out)?;
    if let Some(page) = &product.constructs
        && page.write()?
    {
        writeln!(out, "{} {}", styled(GOOD, "  Wrote"), page.path)?;
    }
    writeln!(
        out,
        "{}",
        styled(LABEL, format!("time: {}", summary(progress.steps())))
    )?;
    Ok(DONE)
}

/// `generate --contract ... --output ...`.
pub fn generate_to(
    project: &Project,
    job: &AdHocJob,
    out: &mut dyn Write,
    progress: &mut Progress<'_>,
) -> Result<u8> {
    match generation::generate_to(project, job, progress) {
        Ok(outcome) => {
            for operation in &outcome.left_out {
                writeln!(
                    out,
                    "{} {} {}",
                    styled(ATTENTION, "Left out"),
                    operation.method.to_uppercase(),
                    printable(&operation.path)
                )?;
                for diagnostic in &operation.diagnostics {
                    let (place, reason) = (diagnostic.location(), diagnostic.reason());
                    writeln!(
                        out,
                        "         {} {place}: {reason}; {}",
                        diagnostic.code(),
                        diagnostic.help()
                    )?;
                }
            }
            write_notes(&outcome.notes, out)?;
            write_file_changes(&outcome.written, &job.output.display().to_string(), out)?;
            writeln!(
                out,
                "{} taken, {} left out",
                counted(outcome.taken, "operation"),
                outcome.left_out.len()
            )?;
            Ok(DONE)
        }
        // These concern the command line; the report explains problems of a checkout's files.
        Err(
            error @ (ProduceError::Contract(_)
            | ProduceError::Overrides(_)
            | ProduceError::Output(_)),
        ) => Err(error.into()),
        Err(error) => report_failure(project, error, out, progress),
    }
}

fn write_file_changes(written: &FileChanges, folder: &str, out: &mut dyn Write) -> Result<()> {
    if written.is_empty() {
        writeln!(out, "{} {folder}: nothing to do", styled(GOOD, "  Fresh"))?;
        return Ok(());
    }
    /// Of further files that were added, changed or removed, only the number is shown.
    const MAX_SHOWN_FILES: usize = 20;
    let changes = [
        ("added", &written.added),
        ("changed", &written.changed),
        ("removed", &written.removed),
    ];
    for (word, names) in changes {
        for name in names.iter().take(MAX_SHOWN_FILES) {
            writeln!(out, "  {word:<8} {folder}/{name}")?;
        }
        if names.len() > MAX_SHOWN_FILES {
            writeln!(out, "  {word:<8} {} more", names.len() - MAX_SHOWN_FILES)?;
        }
    }
    let [added, changed, removed] = changes.map(|(_, names)| names.len());
    writeln!(
        out,
        "{} {folder}: {} added, {changed} changed, {removed} removed",
        styled(GOOD, "  Wrote"),
        counted(added, "file")
    )?;
    Ok(())
}

/// Reports why nothing is generated from the checkout's contract.
fn failed(
    project: &Project,
    error: ProduceError,
    out: &mut dyn Write,
    progress: &Progress<'_>,
) -> Result<u8> {
    let code = report_failure(project, error, out, progress)?;
    mention_missing_overlay(project, out)?;
    Ok(code)
}

/// A missing overlay is allowed, but often the reason for a refusal.
pub fn mention_missing_overlay(project: &Project, out: &mut dyn Write) -> Result<()> {
    if !project.overlay().exists() {
        writeln!(
            out,
            "{} is missing: nothing is added to the published document",
            Project::OVERLAY
        )?;
    }
    Ok(())
}

/// Reports why nothing is generated, in the words of `drift`.
fn report_failure(
    project: &Project,
    error: ProduceError,
    out: &mut dyn Write,
    progress: &Progress<'_>,
) -> Result<u8> {
    let report = DriftReport {
        caller: project.caller(),
        paths: vec![CheckedPath::new("openapi", causes(project, error))],
        subject: String::new(),
        steps: progress.steps().to_vec(),
    };
    report.write(out)?;
    Ok(FAILED)
}

/// `drift`.
pub fn drift(
    project: &Project,
    format: DriftFormat,
    out: &mut Guard<'_>,
    progress: &mut Progress<'_>,
) -> Result<u8> {
    let report = inspect(project, progress)?;
    report.write(out)?;
    if format == DriftFormat::Github {
        for annotation in annotations(&report) {
            out.command(&annotation)?;
        }
    }
    Ok(report.status().exit_code())
}
