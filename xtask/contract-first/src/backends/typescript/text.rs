use super::language::wrapped_docs;
use crate::model::{StringFormat, TypeKind, TypeRef};
pub use crate::text::literal::json as literal;

/// Longest line that is not broken, in characters.
pub const WIDTH: usize = 120;

/// A property's name as it stands in a type or an object: quoted where it has to be.
pub fn key(wire: &str) -> String {
    let mut chars = wire.chars();
    let first = chars
        .next()
        .is_some_and(|c| c.is_ascii_alphabetic() || c == '_' || c == '$');
    if first && chars.all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '$') {
        wire.to_owned()
    } else {
        literal(wire)
    }
}

/// The same in an object's literal, where one name means something else.
pub fn literal_key(wire: &str) -> String {
    match wire {
        "__proto__" => "[\"__proto__\"]".to_owned(),
        wire => key(wire),
    }
}

/// The lines of a comment.
pub fn comment(lines: &[String]) -> Vec<String> {
    match lines {
        [] => Vec::new(),
        [line] => vec![format!("/** {line} */")],
        lines => {
            let mut comment = vec!["/**".to_owned()];
            comment.extend(lines.iter().map(|line| format!(" * {line}")));
            comment.push(" */".to_owned());
            comment
        }
    }
}

/// What the document says of a property or parameter, the format of its texts included: they all are strings here.
pub fn described(text: &str, shape: &TypeRef) -> Vec<String> {
    let mut lines = wrapped_docs(text, 4);
    let format = match &shape.kind {
        TypeKind::Uri => Some("uri"),
        TypeKind::Uuid => Some("uuid"),
        _ => shape.format.map(StringFormat::name),
    };
    if let Some(format) = format {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(format!("Format: `{format}`"));
    }
    lines
}

/// A list in one line, or in several where that would be too long: `before` a, b `after`.
pub fn listed(before: &str, names: &[String], after: &str) -> Vec<String> {
    one_or_several(before, names, after, " ")
}

/// The same in brackets, which have no spaces inside.
pub fn bracketed(before: &str, names: &[String], after: &str) -> Vec<String> {
    one_or_several(before, names, after, "")
}

fn one_or_several(before: &str, names: &[String], after: &str, space: &str) -> Vec<String> {
    if names.is_empty() {
        return vec![format!("{before}{after}")];
    }
    let names_in_line = names.join(", ");
    // With or without spaces: what is broken does not depend on them.
    if before.len() + names_in_line.len() + after.len() + 2 <= WIDTH {
        return vec![format!("{before}{space}{names_in_line}{space}{after}")];
    }
    let mut lines = vec![before.to_owned()];
    lines.extend(names.iter().map(|name| format!("  {name},")));
    lines.push(after.to_owned());
    lines
}

/// A type with several alternatives: what stands behind `export type`.
pub fn union(name: &str, alternatives: &[String]) -> Vec<String> {
    let line = format!("export type {name} = {};", alternatives.join(" | "));
    if line.len() <= WIDTH {
        return vec![line];
    }
    let mut lines = vec![format!("export type {name} =")];
    lines.extend(
        alternatives
            .iter()
            .map(|alternative| format!("  | {alternative}")),
    );
    if let Some(last) = lines.last_mut() {
        last.push(';');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_where_they_have_to_be() {
        for (wire, expected) in [
            ("returnUrl", "returnUrl"),
            ("$ref", "$ref"),
            ("price-cents", "\"price-cents\""),
            ("2nd", "\"2nd\""),
            ("", "\"\""),
        ] {
            assert_eq!(key(wire), expected);
        }
        assert_eq!(literal_key("__proto__"), "[\"__proto__\"]");
    }

    #[test]
    fn lists_are_broken_where_they_would_be_too_long() {
        let names = |count: usize| vec!["a".repeat(50); count];
        let [one, two] = [names(1), names(2)].map(|names| names.join(", "));
        assert_eq!(listed("{", &names(1), "}"), [format!("{{ {one} }}")]);
        assert_eq!(bracketed("[", &names(2), "]"), [format!("[{two}]")]);
        let long = listed("{", &names(3), "}");
        assert_eq!(long.len(), 5);
        assert_eq!(
            [&long[0], &long[1], &long[4]],
            ["{", &format!("  {one},"), "}"]
        );
    }
}
