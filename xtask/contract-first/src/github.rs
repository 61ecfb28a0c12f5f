//! Workflow commands of GitHub Actions.

use std::fmt;

/// What a workflow shows beside a line of a file.
/// Source: "Workflow commands for GitHub Actions", setting an error, a warning or a notice message.
pub struct Annotation<'a> {
    /// How it is shown.
    pub severity: Severity,
    /// The file, from the root of the checkout.
    pub file: &'a str,
    /// Line and column, counted from 1.
    pub place: Option<(usize, usize)>,
    /// Its heading.
    pub title: &'a str,
    /// What it says, in one or more lines.
    pub text: &'a str,
}

/// How an annotation is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Style of failures.
    Error,
    /// Style of warnings.
    Warning,
    /// As something worth knowing.
    Notice,
}

impl fmt::Display for Annotation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let command = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Notice => "notice",
        };
        write!(f, "::{command} file={}", property(self.file))?;
        if let Some((line, column)) = self.place {
            write!(f, ",line={line},col={column}")?;
        }
        write!(f, ",title={}::{}", property(self.title), data(self.text))
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
