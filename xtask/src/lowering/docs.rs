use serde_json::Value;

/// Longest line of a doc comment, in characters, without its indentation.
const WIDTH: usize = 92;

/// The lines of a doc comment: markdown of the document, made safe for rustdoc and wrapped.
pub fn lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let text: String = text
        .chars()
        .filter(|character| character.is_whitespace() || !is_unprintable(*character))
        .collect();
    for paragraph in text.trim().split('\n') {
        let mut line = String::new();
        for word in plain(paragraph).split_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    if lines.iter().all(String::is_empty) {
        Vec::new()
    } else {
        lines
    }
}

/// The lines of a schema's doc comment.
pub fn documentation(schema: &Value, otherwise: &str) -> Vec<String> {
    let described = lines(
        schema
            .get("description")
            .and_then(Value::as_str)
            .unwrap_or_default(),
    );
    let mut lines = if described.is_empty() {
        vec![otherwise.to_owned()]
    } else {
        described
    };
    if let Some(example) = schema
        .get("example")
        .filter(|example| !example.is_object() && !example.is_array())
    {
        let example = example
            .as_str()
            .map_or_else(|| example.to_string(), str::to_owned);
        if !example.contains(|character| character == '`' || is_unprintable(character)) {
            lines.extend([String::new(), format!("Example: `{example}`")]);
        }
    }
    lines
}

/// What a schema says of itself, as the document writes it; empty when it says nothing.
pub fn described(schema: &Value) -> String {
    let text = schema
        .get("description")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let example = schema
        .get("example")
        .filter(|example| !example.is_object() && !example.is_array());
    let example = example.map(|example| {
        example
            .as_str()
            .map_or_else(|| example.to_string(), str::to_owned)
    });
    match example.filter(|example| {
        !example.contains(|character| character == '`' || is_unprintable(character))
    }) {
        Some(example) => format!("{}\n\nExample: `{example}`", text.trim())
            .trim()
            .to_owned(),
        None => text.trim().to_owned(),
    }
}

/// Takes out what rustdoc would stumble over: links that are relative to the publisher's site keep their text only, bare addresses
/// become links, and brackets and angle brackets stand for themselves. Code spans stay as they are.
fn plain(paragraph: &str) -> String {
    let mut out = String::new();
    for (index, part) in paragraph.split('`').enumerate() {
        if index > 0 {
            out.push('`');
        }
        if index % 2 == 1 {
            out.push_str(part);
        } else {
            prose(part, &mut out);
        }
    }
    // An odd backtick would open a code span that never ends.
    if paragraph.matches('`').count() % 2 == 1 {
        out.replace('`', "\\`")
    } else {
        out
    }
}

/// A name of the document in code style: whatever is in it, it stays one line of a comment.
pub fn quoted(name: &str) -> String {
    let mut shown = String::from("`");
    for character in name.chars() {
        match character {
            '`' => shown.push('\''),
            _ if is_unprintable(character) => shown.extend(character.escape_default()),
            _ => shown.push(character),
        }
    }
    shown.push('`');
    shown
}

/// Control characters, other ends of lines, and what turns the direction of text, which rustc takes for an attack.
fn is_unprintable(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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
            if target.starts_with("http") {
                out.push_str(&format!("[{text}]({target})"));
            } else {
                out.push_str(text);
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
            ("http and [open", "http and \\[open"),
        ] {
            assert_eq!(lines(text), [expected], "{text}");
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
