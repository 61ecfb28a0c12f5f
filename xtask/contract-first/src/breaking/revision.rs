//! The contract of another revision, out of git.

use std::io;
use std::path::Path;
use std::process::{Command, Output};

use thiserror::Error;

use crate::document::{Format, Source};
use crate::effective::{Effective, EffectiveError, effective};
use crate::project::Project;

/// The effective document of a revision.
pub struct Revision {
    /// How messages call it: `origin/main (0123456)`.
    pub name: String,
    /// Its contract with its overlay.
    pub effective: Effective,
    /// Whether it has commits that the checkout lacks: what they added looks removed here.
    pub is_ahead: bool,
}

/// Why there is no contract of a revision.
#[derive(Debug, Error)]
pub enum RevisionError {
    /// git cannot be started.
    #[error("cannot start git, which --against needs; compare two files instead: breaking OLD NEW")]
    NoGit(#[source] io::Error),
    /// The project is not in a repository.
    #[error(
        "cannot read the contract of {revision}: {folder} is not in a git repository ({git}); compare two files instead: breaking OLD NEW"
    )]
    NoRepository {
        /// The revision.
        revision: String,
        /// The root of the project.
        folder: String,
        /// The message from git.
        git: String,
    },
    /// The revision is not in a clone that lacks a part of the history.
    #[error(
        "no revision {0} here: this clone is shallow. Fetch the rest with `git fetch --unshallow`; in a workflow give actions/checkout `fetch-depth: 0`"
    )]
    Shallow(String),
    /// There is no such revision.
    #[error("no revision {revision} in this repository: {hint} another one with --against")]
    Unknown {
        /// The revision.
        revision: String,
        /// What brings it.
        hint: String,
    },
    /// The revision has no contract.
    #[error("{revision} has no {contract}: name a revision that has one")]
    NoContract {
        /// The revision.
        revision: String,
        /// The file.
        contract: String,
    },
    /// git fails.
    #[error("git cannot read {file}: {git}")]
    Failed {
        /// The file, and of which commit.
        file: String,
        /// The message from git.
        git: String,
    },
    /// A file is not text.
    #[error("{0} is not UTF-8 text")]
    NotText(String),
    /// Its contract or its overlay cannot be read or do not fit.
    #[error(transparent)]
    Effective(#[from] EffectiveError),
}

/// Reads contract and overlay of `revision` as they were, and combines them with today's rules.
///
/// # Errors
/// No git, no repository, no such revision (a shallow clone is named as such), no contract in it, or one that cannot be read.
pub fn document_at(project: &Project, revision: &str) -> Result<Revision, RevisionError> {
    let (root, contract) = (project.root(), project.contract_name());
    let inside = git(root, &["rev-parse", "--show-prefix"])?;
    if !inside.status.success() {
        return Err(RevisionError::NoRepository {
            revision: revision.to_owned(),
            folder: root.display().to_string(),
            git: words(&inside),
        });
    }
    let commit = commit(root, revision)?;
    let name = format!("{revision} ({})", &commit[..commit.len().min(7)]);
    let source = |path: &str| {
        let text = file(root, &commit, path)?;
        // As git names a file of a revision.
        let source = text.map(|text| Source {
            name: format!("{revision}:{path}"),
            text,
            format: Format::Json,
        });
        Ok::<_, RevisionError>(source)
    };
    let published = source(contract)?.ok_or_else(|| RevisionError::NoContract {
        revision: name.clone(),
        contract: contract.to_owned(),
    })?;
    let published = published.document().map_err(EffectiveError::from)?;
    let effective = effective(published, source(Project::OVERLAY)?)?;
    let behind = git(root, &["merge-base", "--is-ancestor", &commit, "HEAD"])?;
    Ok(Revision {
        name,
        effective,
        is_ahead: behind.status.code() == Some(1),
    })
}

fn commit(root: &Path, revision: &str) -> Result<String, RevisionError> {
    let named = format!("{revision}^{{commit}}");
    let arguments = [
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        &named,
    ];
    let found = git(root, &arguments)?;
    // `--end-of-options` is printed too.
    let text = String::from_utf8_lossy(&found.stdout);
    if let (true, Some(commit)) = (found.status.success(), text.lines().last()) {
        return Ok(commit.trim().to_owned());
    }
    let shallow = git(root, &["rev-parse", "--is-shallow-repository"])?;
    if String::from_utf8_lossy(&shallow.stdout).trim() == "true" {
        return Err(RevisionError::Shallow(revision.to_owned()));
    }
    let hint = match revision.split_once('/') {
        Some((remote, branch)) if !branch.is_empty() => {
            format!("`git fetch {remote} {branch}` fetches it if it exists, or name")
        }
        _ => "name".to_owned(),
    };
    let revision = revision.to_owned();
    Err(RevisionError::Unknown { revision, hint })
}

/// The text of a file of a commit, or nothing when it has no such file.
fn file(root: &Path, commit: &str, path: &str) -> Result<Option<String>, RevisionError> {
    let name = || format!("{path} of {commit}");
    let failed = |output: &Output| RevisionError::Failed {
        file: name(),
        git: words(output),
    };
    let listed = git(root, &["ls-tree", "--name-only", commit, "--", path])?;
    if !listed.status.success() {
        return Err(failed(&listed));
    }
    if listed.stdout.is_empty() {
        return Ok(None);
    }
    let shown = git(root, &["show", &format!("{commit}:./{path}")])?;
    if !shown.status.success() {
        return Err(failed(&shown));
    }
    let text = String::from_utf8(shown.stdout).map_err(|_| RevisionError::NotText(name()))?;
    Ok(Some(text))
}

fn git(root: &Path, arguments: &[&str]) -> Result<Output, RevisionError> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(arguments);
    command.output().map_err(RevisionError::NoGit)
}

fn words(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let text = text.trim().trim_start_matches("fatal: ");
    text.lines()
        .next()
        .unwrap_or("git printed no error")
        .to_owned()
}
