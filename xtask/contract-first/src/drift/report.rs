//! The report of `drift` as text.

use std::io::{self, Write};

use super::problem::{DriftProblem, DriftStatus};
use crate::progress::{TimedStep, summary};
use crate::project::Caller;
use crate::terminal::{ATTENTION, BAD, GOOD, LABEL, counted, styled};

/// A file or folder of the checkout, and what is wrong with it.
#[derive(Debug, Clone)]
pub struct CheckedPath {
    /// Its path from the root of the checkout.
    pub path: String,
    /// Its problems; none when it is fresh.
    pub problems: Vec<DriftProblem>,
}

/// Everything that `drift` found.
#[derive(Debug, Clone)]
pub struct DriftReport {
    /// How this tool is called.
    pub caller: Caller,
    /// Every part that was looked at.
    pub paths: Vec<CheckedPath>,
    /// A short description of the contract; empty when it could not be read.
    pub subject: String,
    /// Where the time went.
    pub steps: Vec<TimedStep>,
}

impl CheckedPath {
    /// A part with its problems.
    pub fn new(path: &str, problems: Vec<DriftProblem>) -> Self {
        Self {
            path: path.to_owned(),
            problems,
        }
    }

    /// The worst of its problems.
    pub fn status(&self) -> DriftStatus {
        self.problems
            .iter()
            .map(DriftProblem::status)
            .max()
            .unwrap_or(DriftStatus::Fresh)
    }
}

impl DriftReport {
    /// The worst of all.
    pub fn status(&self) -> DriftStatus {
        self.paths
            .iter()
            .map(CheckedPath::status)
            .max()
            .unwrap_or(DriftStatus::Fresh)
    }

    /// Every problem, in the order of the report.
    pub fn problems(&self) -> impl Iterator<Item = &DriftProblem> {
        self.paths.iter().flat_map(|checked| &checked.problems)
    }

    /// Writes the report: a line for each part, its problems below, counts and the command last.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        for checked in &self.paths {
            write_checked_path(checked, self.caller, out)?;
        }
        let count = |status| {
            self.paths
                .iter()
                .filter(|checked| checked.status() == status)
                .count()
        };
        let counts = format!(
            "{} fresh, {} stale, {} failed",
            count(DriftStatus::Fresh),
            count(DriftStatus::Stale),
            count(DriftStatus::Failure)
        );
        writeln!(
            out,
            "{}",
            styled(LABEL, format!("time: {}", summary(&self.steps)))
        )?;
        let subject = if self.subject.is_empty() {
            String::new()
        } else {
            format!(" ({})", self.subject)
        };
        match self.status() {
            DriftStatus::Fresh => writeln!(out, "{counts}{subject}; nothing to do"),
            DriftStatus::Stale if self.problems().all(DriftProblem::needs_only_generating) => {
                writeln!(
                    out,
                    "{counts}{subject}; run: {}",
                    styled(ATTENTION, self.caller.generate())
                )
            }
            _ => writeln!(
                out,
                "{counts}{subject}; fix the problems above, then run: {}",
                styled(ATTENTION, self.caller.generate())
            ),
        }
    }
}

fn write_checked_path(
    checked: &CheckedPath,
    caller: Caller,
    out: &mut dyn Write,
) -> io::Result<()> {
    let status = checked.status();
    let style = match status {
        DriftStatus::Fresh => GOOD,
        DriftStatus::Stale => ATTENTION,
        DriftStatus::Failure => BAD,
    };
    let problems = match checked.problems.len() {
        0 => String::new(),
        count => format!("  {}", counted(count, "problem")),
    };
    writeln!(
        out,
        "{} {}{problems}",
        styled(style, format!("{:>7}", status.word())),
        checked.path
    )?;
    /// Of further problems of a path, only the number is shown.
    const MAX_SHOWN_PROBLEMS: usize = 100;
    for problem in checked.problems.iter().take(MAX_SHOWN_PROBLEMS) {
        write_problem(problem, caller, out)?;
    }
    if checked.problems.len() > MAX_SHOWN_PROBLEMS {
        let more = checked.problems.len() - MAX_SHOWN_PROBLEMS;
        writeln!(out, "        and {more} more")?;
    }
    Ok(())
}

fn write_problem(problem: &DriftProblem, caller: Caller, out: &mut dyn Write) -> io::Result<()> {
    let indent = " ".repeat(8);
    labelled("problem:", &problem.what(), out)?;
    labelled("why:", problem.why(), out)?;
    for line in problem.diff.lines() {
        writeln!(out, "{indent}| {line}")?;
    }
    labelled("fix:", &problem.fix(caller), out)?;
    writeln!(out)
}

fn labelled(label: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    writeln!(
        out,
        "        {} {first}",
        styled(LABEL, format!("{label:<8}"))
    )?;
    for line in lines {
        writeln!(out, "{}{line}", " ".repeat(17))?;
    }
    Ok(())
}
