//! Guards all output: text of a document cannot move the cursor, reorder text, or command a CI system.

use std::io::{self, Write};

use crate::terminal::COLOURS;
use crate::text::{is_printable, printable};

/// Writes text on. What is not printable is there as JSON escapes it, so that JSON means the same; but for ends of lines and the
/// colours of `terminal`. No line is a workflow command (`::error::`, `##[error]`).
pub struct Guard<'w> {
    out: &'w mut dyn Write,
    colours: Vec<String>,
    /// Whether the line has nothing but blanks so far.
    blank: bool,
    /// How many `#` were written last.
    hashes: usize,
}

impl<'w> Guard<'w> {
    /// Wraps `out`.
    pub fn new(out: &'w mut dyn Write) -> Self {
        let colours = COLOURS.map(|style| [format!("{style}"), format!("{style:#}")]);
        Self {
            out,
            colours: colours.into_iter().flatten().collect(),
            blank: true,
            hashes: 0,
        }
    }

    /// Writes a workflow command of ours: a line whose texts are escaped already.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn command(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{}", printable(line))
    }

    fn guarded(&mut self, text: &str) -> String {
        let mut shown = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(character) = rest.chars().next() {
            let colour = self.colours.iter().find(|colour| rest.starts_with(*colour));
            if let Some(colour) = colour.filter(|_| character == '\u{1b}') {
                shown.push_str(colour);
                rest = &rest[colour.len()..];
                continue;
            }
            rest = &rest[character.len_utf8()..];
            match character {
                ':' if self.blank => shown.push_str("\\u003a"),
                '[' if self.hashes >= 2 => shown.push_str("\\u005b"),
                '\n' => shown.push('\n'),
                _ if is_printable(character) => shown.push(character),
                _ => shown.push_str(&printable(&character.to_string())),
            }
            self.blank = character == '\n' || self.blank && character.is_whitespace();
            self.hashes = if character == '#' { self.hashes + 1 } else { 0 };
        }
        shown
    }
}

impl Write for Guard<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes);
        let shown = self.guarded(&text);
        self.out.write_all(shown.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::{BAD, styled};

    fn written(parts: &[&str]) -> String {
        let mut out = Vec::new();
        let mut guard = Guard::new(&mut out);
        for part in parts {
            write!(guard, "{part}").unwrap();
        }
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn nothing_commands_the_terminal_or_a_ci_system() {
        for (parts, expected) in [
            (
                vec!["a\u{1b}[31mb\u{202e}c\r\n"],
                "a\\u001b[31mb\\u202ec\\u000d\n",
            ),
            (
                vec!["::error::x\n  ", "::set-output", " a::b"],
                "\\u003a:error::x\n  \\u003a:set-output a::b",
            ),
            (
                vec!["a ##[error]", "#", "#", "[x #[y"],
                "a ##\\u005berror]##\\u005bx #[y",
            ),
            (vec!["Grüße 数\n"], "Grüße 数\n"),
        ] {
            assert_eq!(written(&parts), expected);
        }
        let colour = styled(BAD, "a");
        assert_eq!(written(&[&colour]), colour);
    }

    #[test]
    fn json_means_the_same() {
        let text = "{\n  \"::a\": \"##[b]\u{7f}\"\n}";
        let read: serde_json::Value = serde_json::from_str(&written(&[text])).unwrap();
        assert_eq!(read["::a"], "##[b]\u{7f}");
    }
}
