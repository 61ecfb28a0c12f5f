//! Unified diffs of bounded length, for people.

use similar::TextDiff;

use crate::terminal::{BAD, GOOD, LABEL, styled};

/// Longest diff of one file, in lines.
const LONGEST: usize = 60;

/// The unified diff from `old` to `new`, at most 60 lines, each ended and coloured. Line ends are
/// compared as LF.
pub fn unified(old: &str, new: &str, old_name: &str, new_name: &str) -> String {
    let (old, new) = (old.replace("\r\n", "\n"), new.replace("\r\n", "\n"));
    let text = TextDiff::from_lines(old.as_str(), new.as_str())
        .unified_diff()
        .context_radius(2)
        .header(old_name, new_name)
        .to_string();
    let total = text.lines().count();
    let mut shown = String::new();
    for line in text.lines().take(LONGEST) {
        shown.push_str(&coloured(line));
        shown.push('\n');
    }
    if total > LONGEST {
        shown.push_str(&format!("... {} more lines\n", total - LONGEST));
    }
    shown
}

fn coloured(line: &str) -> String {
    match line.as_bytes().first() {
        Some(b'+') => styled(GOOD, line),
        Some(b'-') => styled(BAD, line),
        Some(b'@') => styled(LABEL, line),
        _ => line.to_owned(),
    }
}
