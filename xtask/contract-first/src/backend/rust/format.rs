//! Formats Rust as one version of prettyplease does, never as the installed rustfmt.

use super::blank_lines;
use crate::backend::FormatError;

/// A file of a Rust package, formatted.
///
/// # Errors
/// Rust that does not parse: its line, and that line's text.
pub fn format(name: &str, text: String) -> Result<String, FormatError> {
    if !name.ends_with(".rs") {
        return Ok(text);
    }
    let file = syn::parse_file(&text).map_err(|error| {
        let line = error.span().start().line;
        let words = text.lines().nth(line.saturating_sub(1));
        let words = words.unwrap_or_default().trim();
        FormatError(format!("line {line}: {error}: `{words}`"))
    })?;
    if has_comments(&text) {
        return Ok(text);
    }
    blank_lines::between_items(&prettyplease::unparse(&file)).map_err(|error| {
        FormatError(format!(
            "the formatter's own output does not parse: {error}"
        ))
    })
}

/// Whether Rust has ordinary comments, which the formatter would drop: such a file stays as its template wrote it.
fn has_comments(text: &str) -> bool {
    text.lines()
        .map(str::trim_start)
        .any(|line| line.starts_with("//") && !line.starts_with("///") && !line.starts_with("//!"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_formatted_and_set_apart() {
        let rust = format("a.rs", "pub   fn a( ){}\n/// B\npub fn b(){}".to_owned()).unwrap();
        let lines: Vec<&str> = rust.lines().collect();
        assert_eq!(lines, ["pub fn a() {}", "", "/// B", "pub fn b() {}"]);
    }

    #[test]
    fn comments_are_kept() {
        let text = "// Why.\npub   fn a( ){}\n";
        assert_eq!(format("a.rs", text.to_owned()).unwrap(), text);
    }

    #[test]
    fn what_does_not_parse_is_refused_with_its_line() {
        let error = format("a.rs", "fn a() {}\nfn b( {}\n".to_owned());
        let error = error.unwrap_err().to_string();
        assert!(
            error.starts_with("line 2:") && error.ends_with("`fn b( {}`"),
            "{error}"
        );
    }
}
