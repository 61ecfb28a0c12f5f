//! Makes a file byte-equal on every machine: LF, no trailing blanks, marked.

use super::marker::marker;
use crate::project::Caller;

/// The text of file `name` as it goes to disk.
pub fn normalised(name: &str, text: &str, caller: Caller) -> String {
    let text = tidy(text);
    match marker(name, caller) {
        Some(marker) => format!("{marker}\n\n{text}"),
        None => text,
    }
}

fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len() + 1);
    for line in text.trim_start_matches('\u{feff}').lines() {
        tidy.push_str(line.trim_end());
        tidy.push('\n');
    }
    let kept = tidy.trim_end_matches('\n').len();
    tidy.truncate(kept);
    if kept > 0 {
        tidy.push('\n');
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_lines_and_files_are_tidy() {
        let text = |name, text| normalised(name, text, Caller::OWN);
        assert_eq!(text("LICENSE", "a  \r\n\r\nb\t\n\n\n"), "a\n\nb\n");
        assert_eq!(text("py.typed", ""), "");
        let marker = marker("Cargo.toml", Caller::OWN).unwrap();
        assert_eq!(text("Cargo.toml", "a = 1"), format!("{marker}\n\na = 1\n"));
    }
}
