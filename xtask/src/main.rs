//! `cargo xtask`: the contract pipeline and this repository's own checks. Alone it prints its commands.

mod arguments;
mod run;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    contract_first::cli::finish(|out, progress| {
        run::run(arguments::Arguments::parse(), out, progress)
    })
}
