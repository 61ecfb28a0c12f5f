//! Colours of the terminal text. `main` wraps the writers, so that escapes reach terminals only.

use std::fmt::Display;

use anstyle::{AnsiColor, Style};

/// Style of success.
pub const GOOD: Style = AnsiColor::Green.on_default().bold();
/// Something to do.
pub const ATTENTION: Style = AnsiColor::Yellow.on_default().bold();
/// Something broken.
pub const BAD: Style = AnsiColor::Red.on_default().bold();
/// A label before text.
pub const LABEL: Style = AnsiColor::Cyan.on_default();

/// All of them.
pub const COLOURS: [Style; 4] = [GOOD, ATTENTION, BAD, LABEL];

/// `text` in `style`.
pub fn styled(style: Style, text: impl Display) -> String {
    format!("{style}{text}{style:#}")
}

/// `1 file`, `2 files`: a count with its noun.
pub fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
