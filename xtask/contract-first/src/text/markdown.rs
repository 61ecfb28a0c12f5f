//! Text of a document in Markdown of ours: it stays text, whatever Markdown would make of it.

use super::character::printable;

/// Always markup, wherever they are.
const MARKUP: &str = "\\`*_[]<>|~&$";

/// Markup at the start of a line.
const FIRST: &str = "#+-=:.)";

/// One line of text.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        let word = printable(word).replace("://", ":\u{0}\u{0}");
        for character in word.chars() {
            // A line of digits and a dot is an item of a list.
            let first = out.chars().all(|c| c.is_ascii_digit()) && FIRST.contains(character);
            match character {
                // An address would become a link.
                '\u{0}' => out.push_str("&#47;"),
                '.' if out.ends_with("www") => out.push_str("\\."),
                _ if first || MARKUP.contains(character) => out.extend(['\\', character]),
                _ => out.push(character),
            }
        }
    }
    out
}

/// A code span.
pub fn code(text: &str) -> String {
    let text = match printable(text) {
        empty if empty.is_empty() => "\"\"".to_owned(),
        text => text,
    };
    let mut mark = "`".to_owned();
    while text.split(|c| c != '`').any(|run| run.len() == mark.len()) {
        mark.push('`');
    }
    let edge = |c: char| c == '`' || c == ' ';
    let pad = if text.starts_with(edge) || text.ends_with(edge) {
        " "
    } else {
        ""
    };
    format!("{mark}{pad}{text}{pad}{mark}")
}

/// A code span in the cell of a table: a pipe would end the cell.
pub fn code_cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    const HOSTILE: [&str; 22] = [
        "# a",
        "1. a",
        "12) a",
        "- a",
        "+ a",
        "=== a",
        "`` ` ```",
        "a\n\n# b",
        "<script>x</script> <!-- <b",
        "[a](javascript:b) ![c](d) [e]: f",
        "https://example.com/ <https://example.com/>",
        "a | b\n--- | ---",
        "*a* **b** _c_ ~~d~~",
        "&lt; &#60;",
        "a \\",
        "\\`a` \\\\`b`",
        "```rust\nfn a() {}\n```",
        "~~~\na\n~~~",
        "$a$ $$b$$",
        "    a",
        "> a",
        ": a",
    ];

    fn events(markdown: &str) -> Vec<Event<'_>> {
        // Quotes and dashes of another form are the same text.
        let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
        Parser::new_ext(markdown, options).collect()
    }

    #[test]
    fn text_stays_text() {
        for hostile in HOSTILE {
            let markdown = text(hostile);
            let mut found = events(&markdown);
            assert_eq!(found.remove(0), Event::Start(Tag::Paragraph), "{markdown}");
            assert_eq!(
                found.pop(),
                Some(Event::End(TagEnd::Paragraph)),
                "{markdown}"
            );
            let read: String = found
                .into_iter()
                .map(|event| match event {
                    Event::Text(text) => text.to_string(),
                    event => panic!("{markdown}: {event:?}"),
                })
                .collect();
            let plain: Vec<_> = hostile.split_whitespace().collect();
            assert_eq!(read, plain.join(" "), "{markdown}");
        }
    }

    #[test]
    fn code_is_one_span() {
        for hostile in HOSTILE {
            let markdown = code(hostile);
            let found = events(&markdown);
            assert_eq!(found.len(), 3, "{markdown}: {found:?}");
            assert_eq!(
                found[1],
                Event::Code(printable(hostile).into()),
                "{markdown}"
            );
        }
        assert_eq!(code(""), "`\"\"`");
        assert_eq!(code_cell("a|b"), "`a\\|b`");
    }
}
