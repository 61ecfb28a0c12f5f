//! Markdown of the document for doc comments of any language.

/// The lines of a text, each at most `width` characters where its words allow; links that are relative to the publisher's site keep their
/// text only, and what is not printable goes.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let text = text.trim();
    if text.is_empty() {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for paragraph in crate::text::lines(text) {
        let mut line = String::new();
        for word in without_relative_links(&paragraph).split_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

fn without_relative_links(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let link = after
            .split_once("](")
            .and_then(|(words, rest)| rest.split_once(')').map(|(to, rest)| (words, to, rest)));
        match link {
            Some((words, target, after)) if target.starts_with(['/', '#', '.']) => {
                out.push_str(words);
                rest = after;
            }
            _ => {
                out.push('[');
                rest = after;
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_links_keep_their_words() {
        let text = "Your key. [Learn more](/quickstart#keys), [a], [b](https://example.com).";
        assert_eq!(
            wrapped(text, 90),
            ["Your key. Learn more, [a], [b](https://example.com)."]
        );
        assert_eq!(wrapped("one two\n\n- three", 7), ["one two", "", "- three"]);
    }
}
