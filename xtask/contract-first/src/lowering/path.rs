use crate::document::Pointer;
use crate::model::{Operation, ParameterLocation};
use crate::read::Notes;

/// The path's placeholders and its parameters have to be the same.
pub fn path_matches(operation: &Operation, notes: &mut Notes) {
    let described: Vec<_> = operation
        .parameters
        .iter()
        .filter(|one| one.location == ParameterLocation::Path)
        .map(|one| one.name.as_str())
        .collect();
    let mut placeholders: Vec<&str> = Vec::new();
    let at = Pointer::from("/paths").child(&operation.path);
    let literal = |c: char| c.is_ascii_graphic() && !"\"#<>?\\^`|".contains(c);
    for segment in operation.path.split('/') {
        if segment.starts_with([':', '*']) || !segment.chars().all(literal) {
            notes.refuse(
                &at,
                format!("`{segment}`: no request can have this segment, or the router takes it for a pattern"),
                "percent-encode what RFC 3986 does not allow in a path, and start with a letter or a digit",
            );
        }
        let whole = segment
            .strip_prefix('{')
            .and_then(|segment| segment.strip_suffix('}'));
        match whole {
            Some(name) if !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c)) => placeholders.push(name),
            None if !segment.contains(['{', '}']) => {}
            _ => notes.refuse(
                &at,
                format!("`{segment}`: a placeholder has to be a whole segment, of letters, digits, `_`, `-` and `.`"),
                "use `/{name}/`",
            ),
        }
    }
    for (index, name) in placeholders.iter().enumerate() {
        if placeholders[..index].contains(name) {
            notes.refuse(
                &at,
                format!("`{{{name}}}` stands in the path twice"),
                "give each placeholder a name of its own",
            );
        }
    }
    for name in placeholders.iter().filter(|name| !described.contains(name)) {
        notes.refuse(
            &operation.at,
            format!("`{{{name}}}` has no path parameter"),
            "describe it among the parameters",
        );
    }
    for name in described.iter().filter(|name| !placeholders.contains(name)) {
        notes.refuse(
            &operation.at,
            format!("the path has no `{{{name}}}`"),
            "take the parameter out, or put it into the path",
        );
    }
}
