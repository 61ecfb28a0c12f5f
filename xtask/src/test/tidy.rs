use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use super::log::Log;
use crate::repository::Repository;

/// Longest hand-written file, in lines.
const LONGEST: usize = 400;

/// Endings of the files that people write and read as code.
const CODE: [&str; 8] = ["rs", "mustache", "sql", "ts", "mjs", "py", "css", "html"];

/// The house rules that a machine can check.
pub fn run(repository: &Repository, _log: &mut Log) -> Result<String> {
    let files = hand_written(repository)?;
    let mut problems = Vec::new();
    for path in &files {
        let text = fs::read_to_string(repository.root().join(path))
            .with_context(|| format!("cannot read {path}"))?;
        let lines = text.lines().count();
        if lines > LONGEST {
            problems.push(format!(
                "{path}: {lines} lines, at most {LONGEST}: split it by what it is about"
            ));
        }
        if (path.ends_with("/lib.rs") || path.ends_with("/mod.rs"))
            && let Some(line) = logic(&text)
        {
            problems.push(format!(
                "{path}: `{line}`: lib.rs and mod.rs only declare; move it to a file with a name"
            ));
        }
        if path.ends_with(".rs")
            && text
                .lines()
                .any(|line| line.trim_start().starts_with("#[ignore"))
        {
            problems.push(format!("{path}: a test is switched off with #[ignore]"));
        }
    }
    if !problems.is_empty() {
        bail!("{}", problems.join("\n"));
    }
    Ok(format!("{} files", files.len()))
}

/// The first line of a declaring file that does more than declare.
fn logic(text: &str) -> Option<&str> {
    let starts = [
        "fn ",
        "pub fn ",
        "impl ",
        "struct ",
        "pub struct ",
        "enum ",
        "pub enum ",
        "trait ",
        "pub trait ",
    ];
    text.lines()
        .find(|line| starts.iter().any(|start| line.starts_with(start)))
}

/// What git tracks or would track, but for generated output.
fn hand_written(repository: &Repository) -> Result<Vec<String>> {
    let output = Command::new("git")
        .current_dir(repository.root())
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .output()
        .context("cannot start git, which lists the files to check")?;
    ensure!(
        output.status.success(),
        "git cannot list the files: {}",
        String::from_utf8_lossy(&output.stderr).trim()
    );
    let text = String::from_utf8(output.stdout)?;
    let code = |path: &&str| {
        Path::new(path)
            .extension()
            .is_some_and(|ending| CODE.iter().any(|code| ending == *code))
    };
    let there = |path: &&str| repository.root().join(path).is_file();
    let ours = |path: &&str| !path.starts_with("generated/");
    Ok(text
        .lines()
        .filter(code)
        .filter(ours)
        .filter(there)
        .map(str::to_owned)
        .collect())
}
