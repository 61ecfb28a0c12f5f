use crate::model::Documentation;
use crate::text;

/// Longest line of a doc comment, in characters, without its indentation.
const WIDTH: usize = 92;

/// The lines of a doc comment: markdown of the document, made safe for rustdoc and wrapped.
pub fn lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut fence: Option<Fence> = None;
    for line in text::lines(text.trim()) {
        if let Some(open) = &mut fence {
            if open.is_closed_by(&line) {
                lines.extend(fence.take().into_iter().flat_map(Fence::lines));
            } else {
                open.code.push(line.trim_end().to_owned());
            }
        } else if let Some(open) = Fence::opened_by(&line) {
            fence = Some(open);
        } else {
            wrap(&plain(&line), &mut lines);
        }
    }
    lines.extend(fence.into_iter().flat_map(Fence::lines));
    if lines.iter().all(String::is_empty) {
        Vec::new()
    } else {
        lines
    }
}

fn wrap(paragraph: &str, lines: &mut Vec<String>) {
    let mut line = String::new();
    for word in paragraph.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word.replace(BLANK, " "));
    }
    lines.push(line);
}

/// Stands for a blank in a code span: no line ends there, or what comes first in the next could be markup.
const BLANK: char = '\0';

/// A block of code. Rustdoc would run it as a test, were it not said to be text.
struct Fence {
    mark: char,
    length: usize,
    code: Vec<String>,
}

impl Fence {
    fn opened_by(line: &str) -> Option<Self> {
        let line = line.trim_start();
        let mark = line.chars().next().filter(|mark| "`~".contains(*mark))?;
        let length = line.chars().take_while(|c| *c == mark).count();
        let opens = length >= 3 && !line[length..].contains('`');
        opens.then_some(Self {
            mark,
            length,
            code: Vec::new(),
        })
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let line = line.trim();
        line.len() >= self.length && line.chars().all(|c| c == self.mark)
    }

    /// In marks that no line of the code has.
    fn lines(self) -> Vec<String> {
        let longest = self.code.iter().flat_map(|line| line.split(|c| c != '`'));
        let longest = longest.map(str::len).max().unwrap_or_default();
        let mark = "`".repeat(3.max(longest + 1));
        let mut lines = vec![format!("{mark}text")];
        lines.extend(self.code);
        lines.push(mark);
        lines
    }
}

/// The lines of a doc comment of something that may say nothing of itself.
pub fn documentation(documentation: &Documentation, otherwise: &str) -> Vec<String> {
    let mut lines = lines(&documentation.description);
    if lines.is_empty() {
        lines.push(otherwise.to_owned());
    }
    if let Some(example) = documentation.example() {
        lines.extend([String::new(), example]);
    }
    lines
}

/// Takes out what rustdoc would stumble over: links that are relative to the publisher's site keep their text only, bare addresses
/// become links, and what could be markup of another kind stands for itself. Code spans stay as they are.
fn plain(paragraph: &str) -> String {
    let mut out = String::new();
    let mut rest = paragraph;
    while let Some(at) = rest.find(['`', '\\', '~']) {
        let (before, here) = rest.split_at(at);
        prose(before, &mut out);
        let mark = here.chars().next().unwrap_or_default();
        let length = here.chars().take_while(|c| *c == mark).count();
        let run = &here[..length];
        let (span, after) = match mark {
            '`' => span(here, run),
            // Whatever is escaped stays so.
            '\\' => match here[1..].chars().next() {
                Some(next) if next.is_ascii_punctuation() => here.split_at(2),
                Some(_) => here.split_at(1),
                None => ("\\\\", ""),
            },
            // No fence in a list.
            _ if length >= 3 => ("", here),
            _ => here.split_at(length),
        };
        match mark {
            '`' => out.push_str(&span.replace(' ', &BLANK.to_string())),
            _ => out.push_str(span),
        }
        rest = after;
        if span.is_empty() {
            out.extend(run.chars().flat_map(|c| ['\\', c]));
            rest = &here[length..];
        }
    }
    prose(rest, &mut out);
    out
}

/// The code span at the start, and what comes behind; an empty one where the run of backquotes does not end.
fn span<'t>(here: &'t str, run: &str) -> (&'t str, &'t str) {
    let mut from = run.len();
    while let Some(at) = here[from..].find('`') {
        let start = from + at;
        let length = here[start..].chars().take_while(|c| *c == '`').count();
        if length == run.len() {
            return here.split_at(start + length);
        }
        from = start + length;
    }
    ("", here)
}

fn prose(part: &str, out: &mut String) {
    let mut rest = part;
    while let Some(at) = rest
        .find(['[', ']', '<', '>'])
        .into_iter()
        .chain(rest.find("http"))
        .min()
    {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        if here.starts_with("http://") || here.starts_with("https://") {
            let end = here
                .find(|found: char| found.is_whitespace() || "[]()<>\"'`,;".contains(found))
                .unwrap_or(here.len());
            let address = here[..end].trim_end_matches(['.', ':', '!', '?']);
            out.push_str(&format!("<{address}>"));
            rest = &here[address.len()..];
        } else if let Some((text, target, after)) = link(here) {
            let mut shown = String::new();
            prose(text, &mut shown);
            match is_address(target) {
                true => out.push_str(&format!("[{shown}]({target})")),
                false => out.push_str(&shown),
            }
            rest = after;
        } else {
            let mut characters = here.chars();
            let first = characters.next().unwrap_or_default();
            if "[]<>".contains(first) {
                out.push('\\');
            }
            out.push(first);
            rest = characters.as_str();
        }
    }
    out.push_str(rest);
}

/// Whether a link may lead there: over HTTP, and nothing in it ends the link.
fn is_address(target: &str) -> bool {
    let http = target.starts_with("http://") || target.starts_with("https://");
    http && !target.contains(['(', '<', '>'])
}

/// `[text](target)` at the start.
fn link(here: &str) -> Option<(&str, &str, &str)> {
    let (text, rest) = here.strip_prefix('[')?.split_once("](")?;
    let (target, after) = rest.split_once(')')?;
    let simple = !text.contains(['[', ']', '<']) && !target.contains(char::is_whitespace);
    simple.then_some((text, target, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn docs_are_safe_for_rustdoc() {
        for (text, expected) in [
            (
                "Your key. [Learn more](/quickstart#api-keys).",
                "Your key. Learn more.",
            ),
            (
                "See [it](https://example.com/a).",
                "See [it](https://example.com/a).",
            ),
            ("At https://example.com/a.", "At <https://example.com/a>."),
            ("a Vec<T>[0] `Vec<T>[0]`", "a Vec\\<T\\>\\[0\\] `Vec<T>[0]`"),
            ("an odd ` mark", "an odd \\` mark"),
            ("a `` <b> ` mark", "a \\`\\` \\<b\\> \\` mark"),
            ("no \\`<b>\\` span", "no \\`\\<b\\>\\` span"),
            ("``a ` <b>`` c", "``a ` <b>`` c"),
            ("- ~~~rust", "- \\~\\~\\~rust"),
            ("ends in \\", "ends in \\\\"),
            ("http and [open", "http and \\[open"),
        ] {
            assert_eq!(lines(text), [expected], "{text}");
        }
    }

    #[test]
    fn code_spans_are_not_broken() {
        let text = format!("{} `a  - ```rust #` b", "word ".repeat(17));
        let span = "`a  - ```rust #` b";
        assert_eq!(lines(&text), [&"word ".repeat(17)[..84], span]);
    }

    #[test]
    fn code_is_text() {
        for (text, expected) in [
            ("```rust\nabort();\n```\nend", "```text\nabort();\n```\nend"),
            ("~~~\n  ```\n~~~~\nend", "````text\n  ```\n````\nend"),
            ("```sh\nopen", "```text\nopen\n```"),
        ] {
            assert_eq!(lines(text).join("\n"), expected);
        }
    }

    #[test]
    fn docs_are_wrapped() {
        let text = "word ".repeat(60);
        assert!(
            lines(&text)
                .iter()
                .all(|line| line.chars().count() <= WIDTH)
        );
        assert_eq!(lines("one\n\ntwo"), ["one", "", "two"]);
        assert_eq!(lines(" \n "), Vec::<String>::new());
    }
}
