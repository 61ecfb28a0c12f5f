//! The command line.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::explain::construct;
use crate::diagnostic::Construct;
use crate::project::{Caller, Project, ProjectError};
use crate::target_kind::TargetKind;

/// The contract pipeline: from the published document to the generated packages.
#[derive(Debug, Parser)]
#[command(
    name = "contract-first",
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

/// Where a command works.
#[derive(Debug, Args)]
pub struct CheckoutArgs {
    /// The checkout to work on, if not the one around this command.
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,

    /// Where pinned tools are installed, if not in target/tools of the checkout.
    #[arg(long, global = true, value_name = "DIR")]
    pub tools: Option<PathBuf>,
}

impl CheckoutArgs {
    /// The checkout, for a tool with this command line.
    ///
    /// # Errors
    /// When there is none.
    pub fn project(&self, caller: Caller) -> Result<Project> {
        let tools = self.tools.as_deref();
        let project = match &self.root {
            Some(root) => Project::at(root, tools),
            None => Project::find(tools),
        };
        Ok(project?.called(caller))
    }

    /// The checkout, if there is one, for commands that also work without.
    ///
    /// # Errors
    /// When there is none where `--root` says, or what it says about itself is wrong.
    pub fn project_if_any(&self, caller: Caller) -> Result<Option<Project>> {
        match self.project(caller) {
            Ok(project) => Ok(Some(project)),
            Err(error) if self.root.is_none() && is_missing(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn is_missing(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(ProjectError::NotFound(_)))
}

/// The commands of the pipeline.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Import a published document into openapi/, show what changed, and regenerate.
    ///
    /// Reads JSON, YAML, or a documentation page (Markdown) with the document in a fenced block. Exit codes: 0 done, 1 failed; with --check 0 same, 4 different, 1 failed.
    Import {
        /// A path or an http(s) URL; by default `published` of openapi/contract.toml.
        #[arg(value_name = "FILE|URL")]
        place: Option<String>,
        /// Write nothing; report whether the published document is still the one checked in.
        #[arg(long, conflicts_with = "no_generate")]
        check: bool,
        /// Write the document only.
        #[arg(long)]
        no_generate: bool,
    },
    /// Generate generated/ from the contract, or the output of another document.
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
        /// What to generate: the server stub `rust-axum` (or `server`), or a client in `rust`, `typescript` or `python`.
        #[arg(
            long,
            value_name = "KIND",
            requires = "contract",
            default_value = "rust-axum",
            value_parser = TargetKind::named
        )]
        target: TargetKind,
    },
    /// Report whether generated/ is what `generate` would write; write nothing.
    ///
    /// Exit codes: 0 fresh, 4 stale, 1 failed.
    Drift {
        /// For a terminal, or with annotations for a GitHub workflow.
        #[arg(long, value_enum, default_value_t)]
        format: DriftFormat,
    },
    /// Report what a change of the contract breaks for its callers; write nothing.
    ///
    /// Compares the contract (with its overlay) with that of another revision, or two files. Exit codes: 0 nothing breaks, 5 something does, 1 failed; 2 wrong usage.
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
        /// For a terminal, a pull request, a program, a terminal with annotations for a GitHub workflow, or API users.
        #[arg(long, value_enum, default_value_t)]
        format: BreakingFormat,
    },
    /// Check whether the contract with its overlay is valid and can be generated correctly.
    ///
    /// Exit codes: 0 yes, 1 no.
    Lint {
        /// Check only this target, in place of those in openapi/contract.toml. May be given more than once.
        #[arg(long, value_name = "KIND", value_parser = TargetKind::named)]
        target: Vec<TargetKind>,
        /// For a terminal, a program, or a terminal with annotations for a GitHub workflow.
        #[arg(long, value_enum, default_value_t)]
        format: LintFormat,
        /// First add to the overlay what the document lacks, where there is only one correct fix. The published document stays as it is.
        #[arg(long)]
        fix: bool,
    },
    /// Explain a code of `lint`: why it is refused or noted, by which target, and what to write instead.
    Explain {
        /// Such as CF0101.
        #[arg(value_name = "CODE", value_parser = construct)]
        construct: &'static Construct,
    },
}

/// Forms of the drift report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum DriftFormat {
    /// For a terminal.
    #[default]
    Text,
    /// For a terminal, followed by workflow annotations.
    Github,
}

/// Forms of the lint report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum LintFormat {
    /// For a terminal.
    #[default]
    Text,
    /// For a program.
    Json,
    /// For a terminal, followed by workflow annotations.
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
    /// For a terminal, followed by workflow annotations.
    Github,
    /// For API users: what was added, changed, deprecated and removed, by operation, and the next version of the contract.
    Changelog,
}
