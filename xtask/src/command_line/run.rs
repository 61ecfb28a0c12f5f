//! From arguments to an exit code.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use super::arguments::{Arguments, Command};
use super::breaking::{Documents, breaking};
use super::commands;
use super::lint::lint;
use crate::bench;
use crate::guard::Guard;
use crate::progress::Progress;
use crate::repository::Repository;
use crate::terminal::{BAD, styled};
use crate::test::{self, CHECKS, STRESS, Selection};

/// Runs what the command line says. Reports go to standard output, progress to standard error.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let (mut out, mut talk) = (anstream::stdout(), anstream::stderr());
    match run(arguments, &mut out, &mut talk) {
        Ok(code) => ExitCode::from(code),
        // The reader of the report went away (`| head`): nobody is left to tell.
        Err(error)
            if error
                .downcast_ref::<io::Error>()
                .is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe) =>
        {
            ExitCode::FAILURE
        }
        Err(error) => {
            let _ = tell(&error, &mut anstream::stderr());
            ExitCode::FAILURE
        }
    }
}

/// Says why a command failed. Each line but the first is set in: none is taken for another message.
///
/// # Errors
/// When `talk` cannot be written.
pub fn tell(error: &anyhow::Error, talk: &mut dyn Write) -> io::Result<()> {
    let text = format!("{error:#}").replace('\n', "\n  ");
    writeln!(Guard::new(talk), "{} {text}", styled(BAD, "error:"))
}

/// Runs a command; gives its exit code. Reports go to `out`, progress to `talk`.
///
/// # Errors
/// What made the command fail, in words for the person who typed it.
pub fn run(arguments: Arguments, out: &mut dyn Write, talk: &mut dyn Write) -> Result<u8> {
    let tools = arguments.tools.as_deref();
    let repository = match &arguments.root {
        Some(root) => Repository::at(root, tools)?,
        None => Repository::find(tools)?,
    };
    let (mut out, mut talk) = (Guard::new(out), Guard::new(talk));
    let (out, mut progress) = (&mut out, Progress::new(&mut talk));
    match arguments.command {
        Command::Import {
            place, check: true, ..
        } => commands::check_import(&repository, &place, out),
        Command::Import {
            place, no_generate, ..
        } => commands::import(&repository, &place, !no_generate, out, &mut progress),
        Command::Generate {
            contract: Some(contract),
            overlay,
            output: Some(output),
            target,
            skip_unsupported,
        } => {
            let other = crate::generation::Other {
                contract,
                overlay,
                target,
                output,
                skip_unsupported,
            };
            commands::generate_other(&repository, &other, out, &mut progress)
        }
        Command::Generate { .. } => commands::generate(&repository, out, &mut progress),
        Command::Drift { format } => commands::drift(&repository, format, out, &mut progress),
        Command::Breaking {
            old,
            new,
            against,
            exceptions,
            format,
        } => {
            let documents = match (old, new) {
                (Some(old), Some(new)) => Documents::Files(old, new),
                _ => Documents::Revision(against),
            };
            let exceptions = exceptions.as_ref();
            breaking(
                &repository,
                &documents,
                exceptions,
                format,
                out,
                &mut progress,
            )
        }
        Command::Lint => lint(&repository, out),
        Command::Test { list: true, .. } => test::list(&repository, &CHECKS, out),
        Command::Test { quick, checks, .. } => test::run(
            &repository,
            &CHECKS,
            &Selection::of(quick, checks),
            None,
            out,
        ),
        Command::Goldens { rendered_documents } => {
            test::write_goldens(&repository, rendered_documents, out)
        }
        Command::Bench { list: true, .. } => bench::list(out),
        Command::Bench {
            rows,
            instructions: true,
            ..
        } => bench::instructions(&repository, &rows, out),
        Command::Bench {
            rows,
            rounds,
            seconds,
            ..
        } => bench::run(&repository, &rows, rounds, seconds, out),
        Command::Stress { list: true, .. } => test::list(&repository, &STRESS, out),
        Command::Stress {
            checks, minutes, ..
        } => {
            let selection = Selection::of(false, checks);
            test::run(&repository, &STRESS, &selection, minutes, out)
        }
    }
}
