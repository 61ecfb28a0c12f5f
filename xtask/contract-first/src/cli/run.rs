//! Dispatches the arguments to commands, and turns the results into exit codes.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Parser;

use super::arguments::{Arguments, CheckoutArgs, Command};
use super::breaking::{Documents, breaking};
use super::commands;
use super::explain::explain;
use super::lint::lint;
use crate::guard::Guard;
use crate::progress::Progress;
use crate::project::{Caller, Project};
use crate::terminal::{BAD, styled};

/// The command `contract-first`.
pub fn main() -> ExitCode {
    finish(|out, progress| {
        let Arguments { command, checkout } = Arguments::parse();
        run(&checkout, Caller::OWN, command, out, progress)
    })
}

/// Runs a program and returns its exit code. Reports go to standard output, progress and errors to standard error.
pub fn finish(work: impl FnOnce(&mut dyn Write, &mut dyn Write) -> Result<u8>) -> ExitCode {
    match work(&mut anstream::stdout(), &mut anstream::stderr()) {
        Ok(code) => ExitCode::from(code),
        // The reader of the report went away (`| head`).
        Err(error)
            if error
                .downcast_ref::<io::Error>()
                .is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe) =>
        {
            ExitCode::FAILURE
        }
        Err(error) => {
            let _ = report_error(&error, &mut anstream::stderr());
            ExitCode::FAILURE
        }
    }
}

/// Reports why a command failed. Every line but the first is indented, so that none looks like another message.
///
/// # Errors
/// When `progress` cannot be written.
pub fn report_error(error: &anyhow::Error, progress: &mut dyn Write) -> io::Result<()> {
    let text = format!("{error:#}").replace('\n', "\n  ");
    writeln!(Guard::new(progress), "{} {text}", styled(BAD, "error:"))
}

/// Runs a command and returns its exit code. Reports go to `out`, progress to `progress`.
///
/// # Errors
/// Why the command failed, as a message for the user.
pub fn run(
    checkout: &CheckoutArgs,
    caller: Caller,
    command: Command,
    out: &mut dyn Write,
    progress: &mut dyn Write,
) -> Result<u8> {
    let (mut out, mut progress) = (Guard::new(out), Guard::new(progress));
    let (out, mut progress) = (&mut out, Progress::new(&mut progress));
    // `explain` and two plain documents need no checkout.
    let project = || checkout.project(caller);
    match command {
        Command::Import {
            place, check: true, ..
        } => {
            let project = project()?;
            commands::check_import(&project, published(&project, place.as_deref())?, out)
        }
        Command::Import {
            place, no_generate, ..
        } => {
            let project = project()?;
            let place = published(&project, place.as_deref())?;
            commands::import(&project, place, !no_generate, out, &mut progress)
        }
        Command::Generate {
            contract: Some(contract),
            overlay,
            output: Some(output),
            target,
            skip_unsupported,
        } => {
            let job = crate::generation::AdHocJob {
                contract,
                overlay,
                target,
                output,
                skip_unsupported,
            };
            commands::generate_to(&project()?, &job, out, &mut progress)
        }
        Command::Generate { .. } => commands::generate(&project()?, out, &mut progress),
        Command::Drift { format } => commands::drift(&project()?, format, out, &mut progress),
        Command::Breaking {
            old,
            new,
            against,
            exceptions,
            format,
        } => {
            let documents = match (old, new) {
                (Some(old), Some(new)) => {
                    let project = checkout.project_if_any(caller)?;
                    let levels = project.map(|project| project.document().breaking);
                    Documents::Files(old, new, levels.unwrap_or_default())
                }
                _ => Documents::Revision(project()?, against),
            };
            breaking(&documents, exceptions.as_ref(), format, out, &mut progress)
        }
        Command::Lint {
            target,
            format,
            fix,
        } => lint(&project()?, &target, format, fix, out),
        Command::Explain { construct } => {
            explain(construct, out)?;
            Ok(0)
        }
    }
}

/// Where to import from: the argument, else what the project names.
fn published<'p>(project: &'p Project, place: Option<&'p str>) -> Result<&'p str> {
    place
        .or(project.document().published.as_deref())
        .with_context(|| {
            format!(
                "import from where? Name a file or URL, or write `published = \"URL\"` under [[document]] in {}",
                Project::CONFIGURATION
            )
        })
}
