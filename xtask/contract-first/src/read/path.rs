use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::parameter;
use crate::document::Pointer;

/// Reports what no request can have in its path, and what a router cannot tell apart.
pub fn check_path(path: &str, diagnostics: &mut Diagnostics) {
    let at = &Pointer::from("/paths").child(path);
    let mut names = Vec::new();
    for segment in path.split('/') {
        let quoted = |reason: &str| format!("`{segment}`: {reason}");
        if segment.starts_with([':', '*']) {
            diagnostics.add(
                parameter::ROUTER_PATTERN
                    .at(at)
                    .because(quoted(parameter::ROUTER_PATTERN.reason)),
            );
        }
        let Some(placeholders) = placeholders(segment) else {
            diagnostics.add(
                parameter::UNBALANCED_BRACE
                    .at(at)
                    .because(quoted(parameter::UNBALANCED_BRACE.reason)),
            );
            continue;
        };
        if !literals(segment).all(is_of_path) {
            diagnostics.add(
                parameter::PATH_SEGMENT
                    .at(at)
                    .because(quoted(parameter::PATH_SEGMENT.reason)),
            );
        }
        let whole = placeholders.iter().all(|name| {
            segment.len() == name.len() + 2
                && name
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
        });
        if !whole {
            diagnostics.add(
                parameter::PLACEHOLDER
                    .at(at)
                    .because(quoted(parameter::PLACEHOLDER.reason)),
            );
        }
        for name in placeholders {
            if names.contains(&name) {
                let reason = format!("`{{{name}}}` is in the path twice");
                diagnostics.add(parameter::PLACEHOLDER_TWICE.at(at).because(reason));
            }
            names.push(name);
        }
    }
}

/// The names of a segment's placeholders; `None` when a brace opens or closes none.
fn placeholders(segment: &str) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    let mut parts = segment.split('{');
    let plain = |text: &str| !text.contains('}');
    if !parts.next().is_none_or(plain) {
        return None;
    }
    for part in parts {
        let (name, rest) = part.split_once('}')?;
        if name.is_empty() || !plain(rest) {
            return None;
        }
        names.push(name);
    }
    Some(names)
}

/// The characters of a segment that are not in a placeholder.
fn literals(segment: &str) -> impl Iterator<Item = char> {
    let mut inside = false;
    segment.chars().filter(move |character| {
        inside |= *character == '{';
        let literal = !inside;
        inside &= *character != '}';
        literal
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
        check_path(path, &mut diagnostics);
        diagnostics
            .found
            .iter()
            .map(|found| found.code().0)
            .collect()
    }

    #[test]
    fn paths_are_checked_by_segment() {
        for path in ["/", "/a/{id}", "/a/{id.x}/{b-c}/", "/a:b/~c", "/a[0]"] {
            assert_eq!(codes(path), [0; 0], "{path}");
        }
        let [segment, part, twice] = [
            &parameter::PATH_SEGMENT,
            &parameter::PLACEHOLDER,
            &parameter::PLACEHOLDER_TWICE,
        ]
        .map(|one| one.code.0);
        let (pattern, brace) = (
            parameter::ROUTER_PATTERN.code.0,
            parameter::UNBALANCED_BRACE.code.0,
        );
        for (path, expected) in [
            ("/a b", vec![segment]),
            ("/caf\u{e9}", vec![segment]),
            ("/a?b", vec![segment]),
            ("/:a", vec![pattern]),
            ("/*a", vec![pattern]),
            ("/{a}.json", vec![part]),
            ("/{a}-{b}", vec![part]),
            ("/{a b}", vec![part]),
            ("/{\u{e9}}", vec![part]),
            ("/{a}/{a}", vec![twice]),
            ("/{a", vec![brace]),
            ("/a}", vec![brace]),
            ("/{}", vec![brace]),
            ("/{{a}}", vec![brace]),
        ] {
            assert_eq!(codes(path), expected, "{path}");
        }
    }
}
