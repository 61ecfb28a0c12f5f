//! What can be typed.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// The contract pipeline: from the published document to the generated crates.
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

    /// The checkout to work on, if not the one around this command.
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,

    /// Where pinned tools are installed, if not in target/tools of the checkout.
    #[arg(long, global = true, value_name = "DIR")]
    pub tools: Option<PathBuf>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Take a published document into openapi/, show what changed, and regenerate.
    ///
    /// Reads JSON, YAML, or a documentation page (Markdown) with the document in a fenced block. Exit codes: 0 done, 1 failed; with --check 0 same, 4 different, 1 failed.
    Import {
        /// A path or an http(s) URL.
        #[arg(value_name = "FILE|URL")]
        place: String,
        /// Write nothing; tell whether the published document is still the one checked in.
        #[arg(long, conflicts_with = "no_generate")]
        check: bool,
        /// Write the document only.
        #[arg(long)]
        no_generate: bool,
    },
    /// Make generated/ from the contract, or the output of another document.
    ///
    /// Exit codes: 0 done or nothing to do, 1 failed (generated/ is then as it was).
    Generate {
        /// Another document than the checkout's: a path or an http(s) URL.
        #[arg(long, value_name = "FILE|URL", requires = "output")]
        contract: Option<String>,
        /// An overlay for that document.
        #[arg(long, value_name = "FILE", requires = "contract")]
        overlay: Option<PathBuf>,
        /// The folder for its output: empty, or of an earlier run. Its name becomes the package's.
        #[arg(long, value_name = "DIR", requires = "contract")]
        output: Option<PathBuf>,
        /// Leave out the operations that cannot be generated, and list them.
        #[arg(long, requires = "contract")]
        skip_unsupported: bool,
        /// What to make of it: `server`, or a client in `rust`, `typescript` or `python`.
        #[arg(
            long,
            value_name = "NAME",
            requires = "contract",
            default_value = "server"
        )]
        target: String,
    },
    /// Tell whether generated/ is what `generate` would make; write nothing.
    ///
    /// Exit codes: 0 fresh, 4 stale, 1 failed.
    Drift {
        /// For a terminal, or with annotations for a GitHub workflow.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Tell what a change of the contract breaks for its callers; write nothing.
    ///
    /// Compares the contract (with its overlay) with that of another revision, or two files. Exit codes: 0 nothing breaks, 5 something does, 1 failed.
    Breaking {
        /// The old document: a path or an http(s) URL.
        #[arg(value_name = "OLD", requires = "new")]
        old: Option<String>,
        /// The new document.
        #[arg(value_name = "NEW")]
        new: Option<String>,
        /// The revision whose contract is the old document.
        #[arg(
            long,
            value_name = "REVISION",
            default_value = "origin/main",
            conflicts_with = "old"
        )]
        against: String,
        /// Reviewed exceptions, if not those in openapi/breaking-exceptions.json (which are not for OLD and NEW).
        #[arg(long, value_name = "FILE")]
        exceptions: Option<PathBuf>,
        /// For a terminal, a pull request or a program.
        #[arg(long, value_enum, default_value_t)]
        format: BreakingFormat,
    },
    /// Tell whether the contract with its overlay is valid and can be generated right.
    ///
    /// Exit codes: 0 it is, 1 it is not.
    Lint,
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
    /// Measure servers side by side: by hand, the stub alone, and the whole server with each kind of credential and provider.
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
        /// Count the instructions of a request instead, which do not depend on the machine's mood. Needs valgrind.
        #[arg(long, conflicts_with_all = ["rounds", "seconds"])]
        instructions: bool,
        /// Name the rows and run none.
        #[arg(long, conflicts_with_all = ["rows", "rounds", "seconds", "instructions"])]
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

/// Forms of the drift report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For a terminal.
    #[default]
    Text,
    /// For a terminal, and workflow annotations behind it.
    Github,
}

/// Forms of the report on breaking changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum BreakingFormat {
    /// For a terminal.
    #[default]
    Text,
    /// For a pull request on GitHub.
    Markdown,
    /// For a program.
    Json,
}
