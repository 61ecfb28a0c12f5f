use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::{document, parameter};
use crate::document::Pointer;
use crate::model::{Operation, ParameterLocation};

/// The path's placeholders and its parameters have to be the same.
pub fn path_matches(operation: &Operation, diagnostics: &mut Diagnostics) {
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
            diagnostics.add(
parameter::PATH_SEGMENT.at(&at).because(format!("`{segment}`: no request can have this segment, or the router takes it for a pattern")));
        }
        let whole = segment
            .strip_prefix('{')
            .and_then(|segment| segment.strip_suffix('}'));
        match whole {
            Some(name) if !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c)) => placeholders.push(name),
            None if !segment.contains(['{', '}']) => {}
            _ => diagnostics.add(
parameter::PLACEHOLDER.at(&at).because(format!("`{segment}`: a placeholder has to be a whole segment, of letters, digits, `_`, `-` and `.`"))),
        }
    }
    for (index, name) in placeholders.iter().enumerate() {
        if placeholders[..index].contains(name) {
            diagnostics.add(
                parameter::PLACEHOLDER_TWICE
                    .at(&at)
                    .because(format!("`{{{name}}}` stands in the path twice")),
            );
        }
    }
    for name in placeholders.iter().filter(|name| !described.contains(name)) {
        diagnostics.add(
            document::UNDECLARED_PATH_PARAMETER
                .at(&operation.at)
                .because(format!("`{{{name}}}` has no path parameter")),
        );
    }
    for name in described.iter().filter(|name| !placeholders.contains(name)) {
        diagnostics.add(
            document::PARAMETER_NOT_IN_PATH
                .at(&operation.at)
                .because(format!("the path has no `{{{name}}}`")),
        );
    }
}
