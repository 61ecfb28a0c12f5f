use std::path::PathBuf;

use clap::{Parser, Subcommand};
use contract_first::cli::{self, CheckoutArgs};

/// The contract pipeline, and the checks of this repository.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// Where to work.
    #[command(flatten)]
    pub checkout: CheckoutArgs,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Those of the pipeline.
    #[command(flatten)]
    Pipeline(cli::Command),
    /// Set up what the tests need, and run them.
    ///
    /// Needs Rust, Python 3.11, Node 20 and npm; installs the rest itself. Exit codes: 0 all passed, 1 some failed.
    Test {
        /// Only what needs nothing but Rust: the inner loop.
        #[arg(long, conflicts_with = "checks")]
        quick: bool,
        /// Only these checks; `--list` lists them.
        #[arg(value_name = "CHECK")]
        checks: Vec<String>,
        /// List the checks and run none.
        #[arg(long, conflicts_with_all = ["quick", "checks"])]
        list: bool,
    },
    /// Measure servers side by side: a hand-written handler, the stub alone, and the whole server with each kind of credential and provider.
    ///
    /// Each row is a process on core 0; wrk loads them in turns from core 1. Needs wrk and two quiet cores. Exit codes: 0 done, 1 failed.
    Bench {
        /// Only these rows; `--list` lists them. Ratios are to the first.
        #[arg(value_name = "ROW")]
        rows: Vec<String>,
        /// Rounds of each, in turns.
        #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
        rounds: u32,
        /// Seconds of each round.
        #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..))]
        seconds: u32,
        /// Also measure another build of `noop_billing`, as the row `beside`: that of an older commit, for example.
        #[arg(long, value_name = "PROGRAM")]
        beside: Option<PathBuf>,
        /// List the rows and run none.
        #[arg(long, conflicts_with_all = ["rows", "rounds", "seconds", "beside"])]
        list: bool,
    },
    /// Rewrite `tests/goldens`: what the checks `goldens` of `test` and `stress` compare with.
    ///
    /// Exit codes: 0 written, 1 failed.
    Goldens {
        /// Also the rendered packages of the published documents, which takes long.
        #[arg(long)]
        rendered_documents: bool,
    },
    /// Run what takes too long for `test`.
    ///
    /// Exit codes: 0 all passed, 1 some failed.
    Stress {
        /// Only these checks; `--list` lists them.
        #[arg(value_name = "CHECK")]
        checks: Vec<String>,
        /// List the checks and run none.
        #[arg(long, conflicts_with = "checks")]
        list: bool,
        /// How long `soak` runs: 20 minutes by default; 2880 are two days. Also how long `fuzz` runs each target: 5 minutes by default.
        #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
        minutes: Option<u32>,
    },
}
