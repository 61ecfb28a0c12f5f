use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

/// Between two updates.
const INTERVAL: Duration = Duration::from_millis(200);

/// How far a command is, on a terminal.
pub(super) struct Progress {
    /// Of what is done; `None` where it is not known.
    total: Option<u64>,
    shown: Option<Instant>,
    on_terminal: bool,
}

impl Progress {
    pub(super) fn new(total: Option<u64>) -> Self {
        Self {
            total,
            shown: None,
            on_terminal: io::stderr().is_terminal(),
        }
    }

    /// Shows how many lines are done, and how much of all that is.
    pub(super) fn show(&mut self, lines: u64, done: u64) {
        if self.on_terminal && self.shown.is_none_or(|shown| shown.elapsed() >= INTERVAL) {
            eprint!("\r{}", text(lines, done, self.total));
            io::stderr().flush().ok();
            self.shown = Some(Instant::now());
        }
    }

    /// Makes room for another text.
    pub(super) fn clear(&mut self) {
        if self.shown.take().is_some() {
            eprint!("\r{:40}\r", "");
        }
    }
}

fn text(lines: u64, done: u64, total: Option<u64>) -> String {
    let lines = format!("{lines} lines");
    match total.filter(|total| *total > 0) {
        None => lines,
        Some(total) => format!("{lines}, {} %", done.saturating_mul(100) / total),
    }
}

#[cfg(test)]
mod tests;
