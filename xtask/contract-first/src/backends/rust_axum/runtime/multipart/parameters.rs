/// The parameters of a header's value, their names in lower case. In a quoted one, `\"` is a quote; other backslashes stand for
/// themselves, as browsers write them.
pub(super) fn parameters(value: &str) -> Vec<(String, String)> {
    let mut parameters = Vec::new();
    let mut rest = behind(value, ';');
    while let Some((name, value)) = rest.split_once('=') {
        let value = value.trim_ascii_start();
        let (text, behind_it) = match value.strip_prefix('"') {
            Some(quoted) => unquoted(quoted),
            None => {
                let end = value.find(';').unwrap_or(value.len());
                (value[..end].trim_ascii().to_owned(), &value[end..])
            }
        };
        // What has no value stands before the name.
        let name = name.rsplit(';').next().unwrap_or_default();
        parameters.push((name.trim_ascii().to_ascii_lowercase(), text));
        rest = behind(behind_it, ';');
    }
    parameters
}

fn behind(text: &str, separator: char) -> &str {
    text.split_once(separator).map_or("", |(_, rest)| rest)
}

/// A text up to the quote that ends it, and what stands behind that.
fn unquoted(quoted: &str) -> (String, &str) {
    let mut text = String::new();
    for (place, c) in quoted.char_indices() {
        let behind = &quoted[place + c.len_utf8()..];
        match c {
            '"' if !text.ends_with('\\') || is_end(behind) => return (text, behind),
            '"' => {
                text.pop();
                text.push('"');
            }
            c => text.push(c),
        }
    }
    (text, "")
}

/// Whether nothing more belongs to a value; a backslash before its last quote is its own then.
fn is_end(behind: &str) -> bool {
    let behind = behind.trim_ascii_start();
    behind.is_empty() || behind.starts_with(';')
}
