//! The contract of another revision, out of git.

use std::path::Path;
use std::process::{Command, Output};

use anyhow::{Context, Result, bail, ensure};

use crate::document::{Format, Source};
use crate::effective::{Effective, effective};
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

/// Reads contract and overlay of `revision` as they were, and puts them together as today.
///
/// # Errors
/// No git, no repository, no such revision (a shallow clone is told), no contract in it, or one that cannot be read.
pub fn document_at(project: &Project, revision: &str) -> Result<Revision> {
    let (root, contract) = (project.root(), project.contract_name());
    let inside = git(root, &["rev-parse", "--show-prefix"])?;
    ensure!(
        inside.status.success(),
        "cannot read the contract of {revision}: {} is no git repository ({}); \
         compare two files instead: breaking OLD NEW",
        root.display(),
        words(&inside)
    );
    let commit = commit(root, revision)?;
    let name = format!("{revision} ({})", &commit[..commit.len().min(7)]);
    let published = file(root, &commit, contract)?
        .with_context(|| format!("{name} has no {contract}: name a revision that has one"))?;
    // As git names a file of a revision.
    let source = |path: &str, text: String| Source {
        name: format!("{revision}:{path}"),
        text,
        format: Format::Json,
    };
    let published = source(contract, published).document()?;
    let overlay = file(root, &commit, Project::OVERLAY)?;
    let overlay = overlay.map(|text| source(Project::OVERLAY, text));
    let effective = effective(published, overlay)?;
    let behind = git(root, &["merge-base", "--is-ancestor", &commit, "HEAD"])?;
    Ok(Revision {
        name,
        effective,
        is_ahead: behind.status.code() == Some(1),
    })
}

fn commit(root: &Path, revision: &str) -> Result<String> {
    let named = format!("{revision}^{{commit}}");
    let found = git(
        root,
        &[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &named,
        ],
    )?;
    // `--end-of-options` is printed too.
    let text = String::from_utf8_lossy(&found.stdout);
    if let (true, Some(commit)) = (found.status.success(), text.lines().last()) {
        return Ok(commit.trim().to_owned());
    }
    let shallow = git(root, &["rev-parse", "--is-shallow-repository"])?;
    if String::from_utf8_lossy(&shallow.stdout).trim() == "true" {
        bail!(
            "no revision {revision} here: this clone is shallow. Fetch the rest with `git fetch --unshallow`; \
             in a workflow give actions/checkout `fetch-depth: 0`"
        );
    }
    let fetch = match revision.split_once('/') {
        Some((remote, branch)) if !branch.is_empty() => {
            format!("`git fetch {remote} {branch}` brings it if it is there, or name")
        }
        _ => "name".to_owned(),
    };
    bail!("no revision {revision} in this repository: {fetch} another one with --against")
}

/// The text of a file of a commit, or nothing when it has no such file.
fn file(root: &Path, commit: &str, path: &str) -> Result<Option<String>> {
    let listed = git(root, &["ls-tree", "--name-only", commit, "--", path])?;
    ensure!(
        listed.status.success(),
        "git cannot list {path} of {commit}: {}",
        words(&listed)
    );
    if listed.stdout.is_empty() {
        return Ok(None);
    }
    let shown = git(root, &["show", &format!("{commit}:./{path}")])?;
    ensure!(
        shown.status.success(),
        "git cannot read {path} of {commit}: {}",
        words(&shown)
    );
    let text = String::from_utf8(shown.stdout);
    let text = text.with_context(|| format!("{path} of {commit} is not UTF-8 text"))?;
    Ok(Some(text))
}

fn git(root: &Path, arguments: &[&str]) -> Result<Output> {
    Command::new("git")
        .arg("-C")
        .arg(root)
        .args(arguments)
        .output()
        .context(
            "cannot start git, which --against needs; compare two files instead: breaking OLD NEW",
        )
}

fn words(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let text = text.trim().trim_start_matches("fatal: ");
    text.lines().next().unwrap_or("git says nothing").to_owned()
}
