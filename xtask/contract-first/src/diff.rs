//! Unified diffs of bounded length and width.

use std::borrow::Cow;
use std::time::Duration;

use similar::TextDiff;

use crate::terminal::{BAD, GOOD, LABEL, styled};

/// Longest diff of one file, in lines.
const MAX_LINES: usize = 60;
/// Widest line, in characters: a description of a document can be pages long.
const MAX_LINE_LENGTH: usize = 160;
/// Time limit for finding the shortest diff; a longer diff is readable, too.
const DIFF_TIMEOUT: Duration = Duration::from_secs(2);

/// The unified diff from `old` to `new`, at most 60 lines of 160 characters, each ended and
/// coloured. Line ends are compared as LF.
pub fn unified(old: &str, new: &str, old_name: &str, new_name: &str) -> String {
    let (old, new) = (old.replace("\r\n", "\n"), new.replace("\r\n", "\n"));
    let text = TextDiff::configure()
        .timeout(DIFF_TIMEOUT)
        .diff_lines(old.as_str(), new.as_str())
        .unified_diff()
        .context_radius(2)
        .header(old_name, new_name)
        .to_string();
    let total = text.lines().count();
    let mut shown = String::new();
    for line in text.lines().take(MAX_LINES) {
        shown.push_str(&coloured(&narrow(line)));
        shown.push('\n');
    }
    if total > MAX_LINES {
        shown.push_str(&format!("... {} more lines\n", total - MAX_LINES));
    }
    shown
}

fn narrow(line: &str) -> Cow<'_, str> {
    match line.char_indices().nth(MAX_LINE_LENGTH) {
        Some((end, _)) => Cow::Owned(format!("{}...", &line[..end])),
        None => Cow::Borrowed(line),
    }
}

fn coloured(line: &str) -> String {
    match line.as_bytes().first() {
        Some(b'+') => styled(GOOD, line),
        Some(b'-') => styled(BAD, line),
        Some(b'@') => styled(LABEL, line),
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_is_bounded_in_length_and_width() {
        let old: String = (0..500).map(|n| format!("old {n}\n")).collect();
        let new = old.replace("old", &"ä".repeat(1000));
        let diff = unified(&old, &new, "a", "b");
        assert_eq!(diff.lines().count(), 61);
        assert!(diff.ends_with("... 943 more lines\n"), "{diff}");
        assert!(diff.lines().all(|line| line.chars().count() < 200));
    }

    #[test]
    fn line_ends_are_not_a_difference() {
        assert_eq!(unified("a\r\nb\r\n", "a\nb\n", "a", "b"), "");
    }
}
