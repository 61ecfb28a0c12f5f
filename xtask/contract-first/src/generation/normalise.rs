//! Makes a rendered file byte-equal on every machine: formatted, LF, no trailing blanks, marked.

use thiserror::Error;

use super::blank_lines;
use super::marker::marker;
use crate::project::Caller;

/// Why rendered Rust cannot be formatted.
#[derive(Debug, Error)]
pub enum FormatError {
    /// It does not parse.
    #[error("line {line}: {cause}: `{words}`")]
    Syntax {
        /// Counted from 1.
        line: usize,
        /// The line.
        words: String,
        /// What is wrong with it.
        cause: syn::Error,
    },
    /// What the formatter writes does not parse.
    #[error("the formatter's own output does not parse: {0}")]
    Unreadable(syn::Error),
}

/// The bytes of file `name` as they go to disk. Bytes that are no text stay as they are.
///
/// # Errors
/// Rust that does not parse: its line, and that line's text.
pub fn normalised(name: &str, bytes: Vec<u8>, caller: Caller) -> Result<Vec<u8>, FormatError> {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Ok(error.into_bytes()),
    };
    let text = if name.ends_with(".rs") {
        formatted(&text)?
    } else {
        tidy(&text)
    };
    let text = match marker(name, caller) {
        Some(marker) => format!("{marker}\n\n{text}"),
        None => text,
    };
    Ok(text.into_bytes())
}

/// Whether Rust has ordinary comments, which the formatter would drop: such a file stays as its template wrote it.
fn has_comments(text: &str) -> bool {
    text.lines()
        .map(str::trim_start)
        .any(|line| line.starts_with("//") && !line.starts_with("///") && !line.starts_with("//!"))
}

fn formatted(text: &str) -> Result<String, FormatError> {
    let file = syn::parse_file(text).map_err(|error| {
        let line = error.span().start().line;
        let words = text
            .lines()
            .nth(line.saturating_sub(1))
            .unwrap_or_default()
            .trim();
        FormatError::Syntax {
            line,
            words: words.to_owned(),
            cause: error,
        }
    })?;
    if has_comments(text) {
        return Ok(tidy(text));
    }
    blank_lines::between_items(&prettyplease::unparse(&file)).map_err(FormatError::Unreadable)
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

    fn text(name: &str, text: &str) -> String {
        String::from_utf8(normalised(name, text.as_bytes().to_vec(), Caller::OWN).unwrap()).unwrap()
    }

    #[test]
    fn ends_of_lines_and_files_are_tidy() {
        assert_eq!(text("LICENSE", "a  \r\n\r\nb\t\n\n\n"), "a\n\nb\n");
        assert_eq!(text("py.typed", ""), "");
        let toml = text("Cargo.toml", "a = 1");
        assert_eq!(
            toml,
            format!("{}\n\na = 1\n", marker("Cargo.toml", Caller::OWN).unwrap())
        );
    }

    #[test]
    fn rust_is_formatted_below_its_marker() {
        let rust = text("src/lib.rs", "pub   fn a( ){}\n/// B\npub fn b(){}");
        let lines: Vec<&str> = rust.lines().skip(2).collect();
        assert_eq!(lines, ["pub fn a() {}", "", "/// B", "pub fn b() {}"]);
    }

    #[test]
    fn rust_with_comments_keeps_them() {
        let rust = text("src/lib.rs", "// Why.\npub   fn a( ){}\n");
        assert!(rust.ends_with("\n// Why.\npub   fn a( ){}\n"), "{rust}");
    }

    #[test]
    fn rust_that_does_not_parse_is_refused_with_its_line() {
        let error = normalised("src/lib.rs", b"fn a() {}\nfn b( {}\n".to_vec(), Caller::OWN)
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("line 2:") && error.ends_with("`fn b( {}`"),
            "{error}"
        );
    }
}
