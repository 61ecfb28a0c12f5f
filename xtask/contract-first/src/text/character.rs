use std::fmt::Write;

/// How much of a long message is shown: so many characters of its beginning ...
const MAX_START_LENGTH: usize = 600;
/// ... and of its end.
const MAX_END_LENGTH: usize = 200;

/// Whether a character may appear in a generated file or a message as it is. What may not: control characters, ends of lines, and the
/// invisible ones that reorder or hide text. Those that join letters and emoji (U+200C, U+200D) are part of words.
pub fn is_printable(character: char) -> bool {
    !character.is_control()
        && !matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A text in one line: what is not printable is there as JSON escapes it.
pub fn printable(text: &str) -> String {
    escaped(text, is_printable)
}

/// What a message says, in one line: of a long one the beginning and the end.
pub fn message(text: &str) -> String {
    let shown = printable(text);
    let count = shown.chars().count();
    if count <= MAX_START_LENGTH + MAX_END_LENGTH {
        return shown;
    }
    let start: String = shown.chars().take(MAX_START_LENGTH).collect();
    let end: String = shown.chars().skip(count - MAX_END_LENGTH).collect();
    format!("{start} ... {end}")
}

/// A JSON document whose strings hold printable characters only: it means the same.
pub fn json_text(text: &str) -> String {
    escaped(text, |character| {
        character == '\n' || is_printable(character)
    })
}

fn escaped(text: &str, stays: impl Fn(char) -> bool) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if stays(character) {
            shown.push(character);
        } else {
            escape(character, &mut shown);
        }
    }
    shown
}

/// A text in one line, without what is not printable.
pub fn one_line(text: &str) -> String {
    let lines: Vec<_> = lines(text).collect();
    let words: Vec<_> = lines
        .iter()
        .flat_map(|line| line.split_whitespace())
        .collect();
    words.join(" ")
}

/// The lines of a text, whatever ends them, without what is not printable. Tabs are spaces.
pub fn lines(text: &str) -> impl Iterator<Item = String> {
    let text = text.replace("\r\n", "\n").replace('\t', " ");
    let ends = |c: char| {
        matches!(
            c,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let lines: Vec<String> = text
        .split(ends)
        .map(|line| line.chars().filter(|c| is_printable(*c)).collect())
        .collect();
    lines.into_iter()
}

/// `\u000a`; two of them for a character beyond U+FFFF.
pub(super) fn escape(character: char, out: &mut String) {
    for unit in character.encode_utf16(&mut [0; 2]) {
        // Writing into a string does not fail.
        let _ = write!(out, "\\u{unit:04x}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_messages_keep_beginning_and_end() {
        let text = |middle: usize| format!("the name `{}` is too long", "ä".repeat(middle));
        assert_eq!(message(&text(700)), text(700));
        let shown = message(&text(1_000_000));
        assert_eq!(shown.chars().count(), MAX_START_LENGTH + MAX_END_LENGTH + 5);
        assert!(shown.starts_with("the name `ä"));
        assert!(shown.ends_with("ä` is too long"));
    }

    #[test]
    fn what_is_not_printable_is_escaped() {
        assert_eq!(printable("a\nb\u{1b}[0m"), "a\\u000ab\\u001b[0m");
        assert_eq!(printable("\u{202e}\u{e0041}"), "\\u202e\\udb40\\udc41");
        assert_eq!(json_text("[\n\"\u{202e}\"\n]"), "[\n\"\\u202e\"\n]");
        assert_eq!(
            printable("Grüße, 数, 👩\u{200d}💻"),
            "Grüße, 数, 👩\u{200d}💻"
        );
    }

    #[test]
    fn every_end_of_a_line_is_one() {
        let found: Vec<_> = lines("a\r\nb\rc\u{2028}d\u{85}e\tf\u{0}").collect();
        assert_eq!(found, ["a", "b", "c", "d", "e f"]);
    }
}
