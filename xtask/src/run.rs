use std::io::Write;

use anyhow::Result;
use checks::bench::{self, Rounds};
use checks::test::{self, CHECKS, STRESS, Selection};
use contract_first::cli;
use contract_first::guard::Guard;
use contract_first::project::Caller;

use crate::arguments::{Arguments, Command};

/// How this tool is called here.
const CALLER: Caller = Caller("cargo xtask");

/// Runs a command; gives its exit code. Reports go to `out`, progress to `progress`.
///
/// # Errors
/// What made the command fail, in words for the person who typed it.
pub fn run(arguments: Arguments, out: &mut dyn Write, progress: &mut dyn Write) -> Result<u8> {
    let checkout = arguments.checkout;
    let project = || checkout.project(CALLER);
    let out = &mut Guard::new(out);
    match arguments.command {
        Command::Pipeline(command) => cli::run(&checkout, CALLER, command, out, progress),
        Command::Test { list: true, .. } => test::list(&project()?, &CHECKS, out),
        Command::Test { quick, checks, .. } => {
            let selection = Selection::of(quick, checks);
            test::run(&project()?, &CHECKS, &selection, None, out)
        }
        Command::Goldens { rendered_documents } => {
            test::write_goldens(&project()?, rendered_documents, out)
        }
        Command::Bench { list: true, .. } => bench::list(out),
        Command::Bench {
            rows,
            rounds,
            seconds,
            beside,
            ..
        } => {
            let rounds = Rounds { rounds, seconds };
            bench::run(&project()?, &rows, rounds, beside, out)
        }
        Command::Stress { list: true, .. } => test::list(&project()?, &STRESS, out),
        Command::Stress {
            checks, minutes, ..
        } => {
            let selection = Selection::of(false, checks);
            test::run(&project()?, &STRESS, &selection, minutes, out)
        }
    }
}
