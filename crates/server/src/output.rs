use std::io::{self, Write as _};

use anstyle::{AnsiColor, Style};

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// Writes to stdout.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Writes to stderr, so that it is not taken for the result.
pub(crate) fn remark(text: &str) {
    anstream::eprintln!("{text}");
}

/// Warns in the log, or where there is none on stderr.
pub(crate) fn warn(text: &str) {
    if tracing::dispatcher::has_been_set() {
        tracing::warn!("{text}");
    } else {
        anstream::eprintln!("{WARNING}warning:{WARNING:#} {text}");
    }
}

pub(crate) fn error(text: &dyn std::fmt::Display) {
    anstream::eprintln!("{ERROR}error:{ERROR:#} {text}");
}
