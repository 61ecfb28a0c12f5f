//! The report of `drift` as text.

use std::io::{self, Write};

use super::problem::{Problem, Verdict};
use crate::progress::{Step, summary};
use crate::project::Caller;
use crate::terminal::{ATTENTION, BAD, GOOD, LABEL, counted, styled};

/// One part of the checkout and what is wrong with it.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its path from the root of the checkout.
    pub path: String,
    /// Its problems; none when it is fresh.
    pub problems: Vec<Problem>,
}

/// All that `drift` found.
#[derive(Debug, Clone)]
pub struct Report {
    /// How this tool is called.
    pub caller: Caller,
    /// Every part that was looked at.
    pub documents: Vec<Document>,
    /// What the contract is, in a few words; empty when it could not be read.
    pub subject: String,
    /// Where the time went.
    pub steps: Vec<Step>,
}

impl Document {
    /// A part with its problems.
    pub fn new(path: &str, problems: Vec<Problem>) -> Self {
        Self {
            path: path.to_owned(),
            problems,
        }
    }

    /// The worst of its problems.
    pub fn verdict(&self) -> Verdict {
        self.problems
            .iter()
            .map(Problem::verdict)
            .max()
            .unwrap_or(Verdict::Fresh)
    }
}

impl Report {
    /// The worst of all.
    pub fn verdict(&self) -> Verdict {
        self.documents
            .iter()
            .map(Document::verdict)
            .max()
            .unwrap_or(Verdict::Fresh)
    }

    /// Every problem, in the order of the report.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.documents
            .iter()
            .flat_map(|document| &document.problems)
    }

    /// Writes the report: a line for each part, its problems below, counts and the command last.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        for document in &self.documents {
            write_document(document, self.caller, out)?;
        }
        let count = |verdict| {
            self.documents
                .iter()
                .filter(|document| document.verdict() == verdict)
                .count()
        };
        let counts = format!(
            "{} fresh, {} stale, {} failed",
            count(Verdict::Fresh),
            count(Verdict::Stale),
            count(Verdict::Failure)
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
        match self.verdict() {
            Verdict::Fresh => writeln!(out, "{counts}{subject}; nothing to do"),
            Verdict::Stale if self.problems().all(Problem::needs_only_generating) => {
                writeln!(
                    out,
                    "{counts}{subject}; run: {}",
                    styled(ATTENTION, self.caller.generate())
                )
            }
            _ => writeln!(
                out,
                "{counts}{subject}; mend what is named above, then run: {}",
                styled(ATTENTION, self.caller.generate())
            ),
        }
    }
}

fn write_document(document: &Document, caller: Caller, out: &mut dyn Write) -> io::Result<()> {
    let verdict = document.verdict();
    let style = match verdict {
        Verdict::Fresh => GOOD,
        Verdict::Stale => ATTENTION,
        Verdict::Failure => BAD,
    };
    let problems = match document.problems.len() {
        0 => String::new(),
        count => format!("  {}", counted(count, "problem")),
    };
    writeln!(
        out,
        "{} {}{problems}",
        styled(style, format!("{:>7}", verdict.word())),
        document.path
    )?;
    /// Of more problems of one part, the number is told.
    const MAX_SHOWN_PROBLEMS: usize = 100;
    for problem in document.problems.iter().take(MAX_SHOWN_PROBLEMS) {
        write_problem(problem, caller, out)?;
    }
    if document.problems.len() > MAX_SHOWN_PROBLEMS {
        let more = document.problems.len() - MAX_SHOWN_PROBLEMS;
        writeln!(out, "        and {more} more")?;
    }
    Ok(())
}

fn write_problem(problem: &Problem, caller: Caller, out: &mut dyn Write) -> io::Result<()> {
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
