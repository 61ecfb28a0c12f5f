use std::path::PathBuf;

use clap::{Parser, Subcommand};
use contract_first::cli::{self, Place};

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

    /// Where.
    #[command(flatten)]
    pub place: Place,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Those of the pipeline.
    #[command(flatten)]
    Pipeline(cli::Command),
    /// Set up what the tests need, and run them.
    ///
    /// Asks for Rust, Python 3.11, Node 20 and npm; brings the rest itself. Exit codes: 0 all passed, 1 not.
    Test {
        /// Only what needs Rust alone: the inner loop.
        #[arg(long, conflicts_with = "checks")]
        quick: bool,
        /// Only these checks; `--list` names them.
        #[arg(value_name = "CHECK")]
        checks: Vec<String>,
        /// Name the checks and run none.
        #[arg(long, conflicts_with_all = ["quick", "checks"])]
        list: bool,
    },
    /// Measure servers side by side: a hand-written handler, the stub alone, and the whole server with each kind of credential and provider.
    ///
    /// Each row is a process on core 0; wrk loads them in turns from core 1. Needs wrk and two quiet cores. Exit codes: 0 done, 1 failed.
    Bench {
        /// Only these rows; `--list` names them. Ratios are to the first.
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
        /// Name the rows and run none.
        #[arg(long, conflicts_with_all = ["rows", "rounds", "seconds", "beside"])]
        list: bool,
    },
    /// Write `tests/goldens` anew: what the checks `goldens` of `test` and `stress` compare with.
    ///
    /// Exit codes: 0 written, 1 not.
    Goldens {
        /// Also the rendered packages of the published documents, which takes long.
        #[arg(long)]
        rendered_documents: bool,
    },
    /// Run what takes too long for `test`.
    ///
    /// Exit codes: 0 all passed, 1 not.
    Stress {
        /// Only these checks; `--list` names them.
        #[arg(value_name = "CHECK")]
        checks: Vec<String>,
        /// Name the checks and run none.
        #[arg(long, conflicts_with = "checks")]
        list: bool,
        /// How long `soak` goes on: 20 minutes without it; 2880 are two days. And `fuzz` with each target: 5 without it.
        #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
        minutes: Option<u32>,
    },
}
