use crate::diagnostic::constructs::parameter;
use crate::diagnostic::{Construct, Diagnostics};
use crate::document::Pointer;
use crate::model::{PathPiece, PathSegment, PathTemplate};

/// Reports what no request can have in its path, and what cannot be told apart in one.
pub fn check_path(path: &str, template: &PathTemplate, diagnostics: &mut Diagnostics) {
    let at = &Pointer::from("/paths").child(path);
    for segment in &template.segments {
        for construct in faults(segment) {
            let reason = format!("`{segment}`: {}", construct.reason);
            diagnostics.add(construct.at(at).because(reason));
        }
    }
}

/// What is wrong with a segment.
fn faults(segment: &PathSegment) -> Vec<&'static Construct> {
    if !is_balanced(segment) {
        return vec![&parameter::UNBALANCED_BRACE];
    }
    let mut found = Vec::new();
    let literals = segment.pieces.iter().filter_map(|piece| match piece {
        PathPiece::Literal(text) => Some(text.as_str()),
        PathPiece::Placeholder(_) => None,
    });
    let mut characters = literals.flat_map(str::chars);
    match characters.find(|character| !is_of_path(*character)) {
        Some('#' | '?') => found.push(&parameter::PATH_DELIMITER),
        Some(_) => found.push(&parameter::PATH_SEGMENT),
        None => {}
    }
    let separated = |pieces: &[PathPiece]| match pieces {
        [PathPiece::Placeholder(_), PathPiece::Placeholder(_), ..] => false,
        // What is escaped in a value could be read as this.
        [
            PathPiece::Placeholder(_),
            PathPiece::Literal(text),
            PathPiece::Placeholder(_),
        ] => !text.starts_with('%'),
        _ => true,
    };
    let pairs = segment.pieces.windows(2).all(separated);
    if !pairs || !segment.pieces.windows(3).all(separated) {
        found.push(&parameter::ADJACENT_PLACEHOLDERS);
    }
    found
}

/// Whether each brace is that of a placeholder with a name.
fn is_balanced(segment: &PathSegment) -> bool {
    segment.pieces.iter().all(|piece| match piece {
        PathPiece::Literal(text) => !text.contains(['{', '}']),
        PathPiece::Placeholder(name) => !name.is_empty() && !name.contains('{'),
    })
}

/// Whether a character may be in a path as it is (RFC 3986, section 3.3; `[` and `]` are common, and every server takes them).
fn is_of_path(character: char) -> bool {
    character.is_ascii_graphic() && !"\"#<>?\\^`|".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(path: &str) -> Vec<u16> {
        let mut diagnostics = Diagnostics::default();
        check_path(path, &PathTemplate::of(path), &mut diagnostics);
        diagnostics
            .found
            .iter()
            .map(|found| found.code().0)
            .collect()
    }

    #[test]
    fn paths_are_checked_by_segment() {
        for path in [
            "/",
            "/a/{id}",
            "/a/{id.x}/{b-c}/",
            "/a:b/~c",
            "/a[0]",
            "/:a/*b",
            "/{a}.json",
            "/{a}-{b}",
            "/{a}/{a}",
            "/{a b}/{\u{e9}}",
            "/{a}%20",
        ] {
            assert_eq!(codes(path), [0; 0], "{path}");
        }
        let [segment, delimiter, adjacent, brace] = [
            &parameter::PATH_SEGMENT,
            &parameter::PATH_DELIMITER,
            &parameter::ADJACENT_PLACEHOLDERS,
            &parameter::UNBALANCED_BRACE,
        ]
        .map(|one| one.code.0);
        for (path, expected) in [
            ("/a b", vec![segment]),
            ("/caf\u{e9}", vec![segment]),
            ("/a?b", vec![delimiter]),
            ("/{a}#b", vec![delimiter]),
            ("/{a}{b}", vec![adjacent]),
            ("/{a}-{b}{c}", vec![adjacent]),
            ("/{a}%20{b}", vec![adjacent]),
            ("/{a", vec![brace]),
            ("/a}", vec![brace]),
            ("/{}", vec![brace]),
            ("/{{a}}", vec![brace]),
        ] {
            assert_eq!(codes(path), expected, "{path}");
        }
    }
}
