//! What is being done and how long each step took.

use std::io::Write;
use std::time::{Duration, Instant};

/// One finished step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimedStep {
    /// What was done, in a word or two.
    pub name: &'static str,
    /// Wall time it took.
    pub took: Duration,
}

/// Prints each step as it starts and keeps the times. Write errors are ignored: progress is only information.
pub struct Progress<'w> {
    out: &'w mut dyn Write,
    steps: Vec<TimedStep>,
}

impl<'w> Progress<'w> {
    /// Progress that is written to `out`.
    pub fn new(out: &'w mut dyn Write) -> Self {
        Self {
            out,
            steps: Vec::new(),
        }
    }

    /// Does `work`, timed under `name`; writes `what` before and the seconds after.
    pub fn step<T>(&mut self, name: &'static str, what: &str, work: impl FnOnce() -> T) -> T {
        let _ = write!(self.out, "  {what} ...");
        let _ = self.out.flush();
        let result = self.quiet(name, work);
        let took = self.steps.last().map_or(Duration::ZERO, |step| step.took);
        let _ = writeln!(self.out, " {:.1} s", took.as_secs_f64());
        result
    }

    /// Does `work`, timed under `name`, and writes nothing.
    pub fn quiet<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.steps.push(TimedStep {
            name,
            took: start.elapsed(),
        });
        result
    }

    /// The steps so far.
    pub fn steps(&self) -> &[TimedStep] {
        &self.steps
    }
}

/// `generator 2.9 s, formatting 0.1 s`: where the time went.
pub fn summary(steps: &[TimedStep]) -> String {
    let parts: Vec<String> = steps
        .iter()
        .map(|step| format!("{} {:.1} s", step.name, step.took.as_secs_f64()))
        .collect();
    parts.join(", ")
}
