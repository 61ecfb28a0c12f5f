use std::io::Write;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use contract_first::project::Project;
use contract_first::terminal::{BAD, GOOD, styled};

use super::check::Check;
use super::log::Log;
use super::prerequisites;
use super::subject::present;

/// Which checks to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// All of them.
    All,
    /// Those that need nothing but Rust.
    Quick,
    /// Those with these names.
    Named(Vec<String>),
}

impl Selection {
    /// What the command line asks for.
    pub fn of(quick: bool, names: Vec<String>) -> Self {
        match (quick, names.is_empty()) {
            (true, _) => Self::Quick,
            (false, true) => Self::All,
            (false, false) => Self::Named(names),
        }
    }
}

struct Outcome {
    name: &'static str,
    took: Duration,
    remark: String,
    passed: bool,
}

/// Names the checks of a table.
///
/// # Errors
/// When the output is closed.
pub fn list(project: &Project, table: &'static [Check], out: &mut dyn Write) -> Result<u8> {
    for check in present(project, table) {
        let quick = if check.quick { "quick" } else { "" };
        writeln!(out, "{:16} {quick:5}  {}", check.name, check.what)?;
    }
    Ok(0)
}

/// Runs the selected checks of a table, all of them even when one fails; those that end when they are told to go on for so many
/// `minutes`. Exit code 0 when all passed, else 1.
///
/// # Errors
/// Unknown names, and everything that is missing on this machine, before anything runs.
pub fn run(
    project: &Project,
    table: &'static [Check],
    selection: &Selection,
    minutes: Option<u32>,
    out: &mut dyn Write,
) -> Result<u8> {
    let table = present(project, table);
    let checks = selected(&table, selection)?;
    prerequisites::ensure(checks.iter().any(|check| !check.quick))?;
    let mut outcomes = Vec::new();
    for (index, check) in checks.iter().enumerate() {
        write!(
            out,
            "[{}/{}] {}: {} ... ",
            index + 1,
            checks.len(),
            check.name,
            check.what
        )?;
        out.flush()?;
        let outcome = attempt(project, check, minutes, out)?;
        outcomes.push(outcome);
    }
    summary(&table, &outcomes, out)
}

fn selected(table: &[&'static Check], selection: &Selection) -> Result<Vec<&'static Check>> {
    if let Selection::Named(names) = selection {
        let known: Vec<_> = table.iter().map(|check| check.name).collect();
        for name in names {
            ensure!(
                known.contains(&name.as_str()),
                "unknown check `{name}`; the checks are {}",
                known.join(", ")
            );
        }
    }
    let wanted = |check: &&Check| match selection {
        Selection::All => true,
        Selection::Quick => check.quick,
        Selection::Named(names) => names.iter().any(|name| name == check.name),
    };
    Ok(table.iter().copied().filter(wanted).collect())
}

fn attempt(
    project: &Project,
    check: &Check,
    minutes: Option<u32>,
    out: &mut dyn Write,
) -> Result<Outcome> {
    let path = project.work_dir()?.join(format!("test/{}.log", check.name));
    let mut log = Log::create(path, minutes)?;
    let start = Instant::now();
    let result = (check.run)(project, &mut log);
    let took = start.elapsed();
    let seconds = took.as_secs_f64();
    let (remark, passed) = match result {
        Ok(remark) => {
            writeln!(
                out,
                "{} {seconds:.1} s{}",
                styled(GOOD, "ok"),
                prefixed(&remark)
            )?;
            (remark, true)
        }
        Err(error) => {
            writeln!(out, "{} {seconds:.1} s", styled(BAD, "FAILED"))?;
            writeln!(
                out,
                "{}\n{error:#}\n(full log: {})",
                log.tail(),
                log.path().display()
            )?;
            (format!("{error:#}"), false)
        }
    };
    Ok(Outcome {
        name: check.name,
        took,
        remark,
        passed,
    })
}

fn prefixed(remark: &str) -> String {
    if remark.is_empty() {
        String::new()
    } else {
        format!(", {remark}")
    }
}

/// What ran and what did not: nothing is left out in silence.
fn summary(table: &[&'static Check], outcomes: &[Outcome], out: &mut dyn Write) -> Result<u8> {
    writeln!(out)?;
    for outcome in outcomes {
        let word = if outcome.passed {
            styled(GOOD, "passed")
        } else {
            styled(BAD, "FAILED")
        };
        let remark = outcome.remark.lines().next().unwrap_or_default();
        writeln!(
            out,
            "  {word} {:16} {:6.1} s  {remark}",
            outcome.name,
            outcome.took.as_secs_f64()
        )?;
    }
    let ran = |name: &&str| outcomes.iter().any(|outcome| outcome.name == *name);
    let left: Vec<_> = table
        .iter()
        .map(|check| check.name)
        .filter(|name| !ran(name))
        .collect();
    if !left.is_empty() {
        writeln!(out, "  not selected: {}", left.join(", "))?;
    }
    let failed = outcomes.iter().filter(|outcome| !outcome.passed).count();
    writeln!(out, "{} passed, {failed} failed", outcomes.len() - failed)?;
    Ok(u8::from(failed > 0))
}
