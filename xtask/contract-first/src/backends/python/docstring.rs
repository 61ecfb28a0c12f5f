use super::language::Python;
use crate::backend::client::language::Language as _;
use crate::backend::client::operation::ClientOperation;
use crate::backend::client::words::wrapped;
use crate::text::lines;
use crate::text::markdown::code;

/// Longest line of an entry, in characters.
const WIDTH: usize = 100;

/// The lines of a docstring, quotes included; of lines that the language has made safe.
pub fn docstring(lines: &[String]) -> Vec<String> {
    let mut lines = lines.to_vec();
    if lines.is_empty() {
        return Vec::new();
    }
    let single = lines.len() == 1;
    lines[0].insert_str(0, "\"\"\"");
    if single {
        lines[0].push_str("\"\"\"");
    } else {
        lines.push("\"\"\"".to_owned());
    }
    lines
}

/// The docstring of a call.
pub fn of_call(operation: &ClientOperation) -> Vec<String> {
    let described = operation.described;
    let mut docs = operation.docs.clone();
    if docs.is_empty() {
        let route = code(&format!("{} {}", described.method, described.path));
        docs.extend(Python.docs(&route, 4));
    }
    if described.deprecated {
        docs.extend([String::new(), "Deprecated.".to_owned()]);
    }
    let body = operation.body.iter();
    let body = body.map(|body| ("body", body.docs.as_slice()));
    let parameters = operation.parameters.iter();
    let parameters = parameters.filter(|parameter| !parameter.described.text().is_empty());
    let parameters =
        parameters.map(|parameter| (parameter.name.as_str(), parameter.docs.as_slice()));
    section(&mut docs, "Args:", body.chain(parameters));
    let errors = operation.errors();
    let errors =
        errors.filter_map(|error| Some((error.error_type.as_deref()?, error.docs.as_slice())));
    section(&mut docs, "Raises:", errors);
    docstring(&docs)
}

fn section<'d>(
    docs: &mut Vec<String>,
    title: &str,
    entries: impl Iterator<Item = (&'d str, &'d [String])>,
) {
    let described = entries.filter(|(_, docs)| !docs.is_empty());
    let lines = described
        .flat_map(|(name, docs)| entry(&format!("{name}: {}", first_paragraph(docs))))
        .map(|line| format!("    {line}"));
    let lines: Vec<_> = lines.collect();
    if !lines.is_empty() {
        docs.extend([String::new(), title.to_owned()]);
        docs.extend(lines);
    }
}

/// The lines of an entry of a section; all but the first are indented.
pub fn entry(text: &str) -> Vec<String> {
    let indents = std::iter::once("").chain(std::iter::repeat("    "));
    let lines = indents.zip(wrapped(text, WIDTH));
    lines
        .map(|(indent, line)| format!("{indent}{line}"))
        .collect()
}

/// The first paragraph of finished lines, in one.
pub fn first_paragraph(lines: &[String]) -> String {
    let first = lines.split(String::is_empty).next();
    first.unwrap_or_default().join(" ")
}

/// The first paragraph of what the document says, in one line.
pub fn summary(text: &str) -> String {
    let all: Vec<_> = lines(text.trim()).collect();
    let first = all.split(|line| line.trim().is_empty()).next();
    first.unwrap_or_default().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_close_where_they_should() {
        let lines =
            |lines: &[&str]| docstring(&lines.iter().map(|&l| l.to_owned()).collect::<Vec<_>>());
        assert_eq!(lines(&["One."]), ["\"\"\"One.\"\"\""]);
        assert_eq!(lines(&["a", "b"]), ["\"\"\"a", "b", "\"\"\""]);
        assert!(lines(&[]).is_empty());
    }
}
