use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use contract_first::project::Project;

use super::file_cycles::file_cycles;
use super::log::Log;
use super::working_tree;

/// Longest hand-written file, in lines.
const MAX_LINES: usize = 400;

/// Endings of the files that people write and read as code.
const CODE: [&str; 8] = ["rs", "mustache", "sql", "ts", "mjs", "py", "css", "html"];

/// The house rules that a machine can check.
pub fn run(project: &Project, _log: &mut Log) -> Result<String> {
    let files = hand_written(project)?;
    let mut problems = Vec::new();
    for path in &files {
        let text = fs::read_to_string(project.root().join(path))
            .with_context(|| format!("cannot read {path}"))?;
        let lines = text.lines().count();
        if lines > MAX_LINES {
            problems.push(format!(
                "{path}: {lines} lines, at most {MAX_LINES}: split it by topic"
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
            problems.push(format!("{path}: a test is disabled with #[ignore]"));
        }
    }
    problems.extend(cycles(project, &files)?);
    if !problems.is_empty() {
        bail!("{}", problems.join("\n"));
    }
    Ok(format!("{} files", files.len()))
}

/// Circles of files that name each other, in the crates of the service.
fn cycles(project: &Project, files: &[String]) -> Result<Vec<String>> {
    let mut crates = BTreeMap::<_, Vec<_>>::new();
    for path in files {
        let below = path.strip_prefix("crates/");
        let Some((name, file)) = below.and_then(|below| below.split_once("/src/")) else {
            continue;
        };
        if file.ends_with(".rs") && !file.contains("/tests/") && !file.ends_with("/tests.rs") {
            let text = fs::read_to_string(project.root().join(path))?;
            crates.entry(name).or_default().push((file, text));
        }
    }
    let mut problems = Vec::new();
    for (name, files) in &crates {
        let files: Vec<_> = files
            .iter()
            .map(|(path, text)| (*path, text.as_str()))
            .collect();
        let cycles = file_cycles(&files)?.into_iter();
        problems
            .extend(cycles.map(|cycle| format!("crates/{name}: files need each other: {cycle}")));
    }
    Ok(problems)
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

/// The project's code, but for generated output.
fn hand_written(project: &Project) -> Result<Vec<String>> {
    let mut files = working_tree::files(project)?;
    files.retain(|path| {
        let ending = Path::new(path).extension();
        let code = ending.is_some_and(|ending| CODE.iter().any(|code| ending == *code));
        code && !path.starts_with("generated/")
    });
    Ok(files)
}
