/// A part of a path template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Piece<'p> {
    Literal(&'p str),
    /// `{name}`.
    Placeholder(&'p str),
}

/// The parts of a template; a brace without its counterpart is a literal.
pub fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else {
            break;
        };
        if open > 0 {
            pieces.push(Piece::Literal(&rest[..open]));
        }
        pieces.push(Piece::Placeholder(&rest[open + 1..open + length]));
        rest = &rest[open + length + 1..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest));
    }
    pieces
}

/// The names between braces, in order.
pub fn placeholders(template: &str) -> Vec<&str> {
    let names = pieces(template)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Placeholder(name) => Some(name),
            Piece::Literal(_) => None,
        });
    names.collect()
}

/// The template without the names of its placeholders, which are not sent.
pub fn shape(template: &str) -> String {
    let texts = pieces(template).into_iter().map(|piece| match piece {
        Piece::Literal(text) => text,
        Piece::Placeholder(_) => "{}",
    });
    texts.collect()
}

/// Whether every request to the shape `specific` would go to `general`, were it not there (OpenAPI 3.1, Path Templating Matching).
pub fn is_more_specific(specific: &str, general: &str) -> bool {
    let both = specific.split('/').zip(general.split('/'));
    specific != general
        && specific.split('/').count() == general.split('/').count()
        && both
            .into_iter()
            .all(|(narrow, wide)| segment_is_within(narrow, wide))
}

/// Whether the segment of a shape covers nothing that `wide` does not cover; only the ends of mixed segments are compared.
fn segment_is_within(narrow: &str, wide: &str) -> bool {
    let Some((before, after)) = wide.split_once("{}").filter(|_| narrow != wide) else {
        return narrow == wide;
    };
    let end = after.rsplit("{}").next().unwrap_or(after);
    narrow.len() > before.len() + end.len() && narrow.starts_with(before) && narrow.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_has_a_shape() {
        for (template, expected, names) in [
            ("/a/{x}/b/{y}", "/a/{}/b/{}", vec!["x", "y"]),
            ("/a/{x}.{kind}", "/a/{}.{}", vec!["x", "kind"]),
            ("/a/{x", "/a/{x", vec![]),
            ("/", "/", vec![]),
        ] {
            assert_eq!(shape(template), expected);
            assert_eq!(placeholders(template), names);
        }
    }

    #[test]
    fn a_path_without_placeholders_goes_before_a_template() {
        for (specific, general, expected) in [
            ("/a/me", "/a/{id}", true),
            ("/a/{x}/me", "/a/{x}/{y}", true),
            ("/a/{x}.json", "/a/{x}", true),
            ("/a/b.json", "/a/{x}.json", true),
            ("/a/.json", "/a/{x}.json", false),
            ("/a/{x}", "/a/{y}", false),
            ("/a/{x}", "/a/me", false),
            ("/a/b/c", "/a/{id}", false),
            ("/b/me", "/a/{id}", false),
        ] {
            let [narrow, wide] = [specific, general].map(shape);
            assert_eq!(is_more_specific(&narrow, &wide), expected, "{specific}");
        }
    }
}
