use std::fmt;

/// A path with placeholders: `/things/{id}.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathTemplate {
    /// What stands between its slashes.
    pub segments: Vec<PathSegment>,
}

/// What stands between two slashes; an empty one has no pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathSegment {
    /// No literal follows another.
    pub pieces: Vec<PathPiece>,
}

/// A part of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathPiece {
    /// A text that stands in requests as it is.
    Literal(String),
    /// The name of the parameter whose value stands there.
    Placeholder(String),
}

impl PathTemplate {
    /// Braces that are not those of a placeholder are literal.
    pub fn of(path: &str) -> Self {
        let segments = path.strip_prefix('/').unwrap_or(path).split('/');
        Self {
            segments: segments.map(PathSegment::of).collect(),
        }
    }

    /// The names of its placeholders, in their order.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        let segments = self.segments.iter();
        segments.flat_map(PathSegment::placeholders)
    }
}

impl PathSegment {
    /// Cut at its placeholders.
    pub(super) fn of(text: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, name, after)) = placeholder(rest) {
            pieces.extend((!before.is_empty()).then(|| PathPiece::Literal(before.to_owned())));
            pieces.push(PathPiece::Placeholder(name.to_owned()));
            rest = after;
        }
        pieces.extend((!rest.is_empty()).then(|| PathPiece::Literal(rest.to_owned())));
        Self { pieces }
    }

    /// The names of its placeholders, in their order.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            PathPiece::Placeholder(name) => Some(name.as_str()),
            PathPiece::Literal(_) => None,
        })
    }

    /// The placeholder that is all of it.
    pub fn whole(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [PathPiece::Placeholder(name)] => Some(name),
            _ => None,
        }
    }
}

/// As the document writes it.
impl fmt::Display for PathSegment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces.iter().try_for_each(|piece| match piece {
            PathPiece::Literal(text) => f.write_str(text),
            PathPiece::Placeholder(name) => write!(f, "{{{name}}}"),
        })
    }
}

/// The first placeholder, and what is before and behind it.
fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

#[cfg(test)]
mod tests {
    use super::PathPiece::{Literal, Placeholder};
    use super::*;

    #[test]
    fn segments_are_literals_and_placeholders() {
        let literal = |text: &str| Literal(text.to_owned());
        let name = |text: &str| Placeholder(text.to_owned());
        for (path, expected) in [
            ("/", vec![vec![]]),
            ("/a/", vec![vec![literal("a")], vec![]]),
            ("/a/{b}", vec![vec![literal("a")], vec![name("b")]]),
            (
                "/a{b}c{d}",
                vec![vec![literal("a"), name("b"), literal("c"), name("d")]],
            ),
            ("/{a}:b", vec![vec![name("a"), literal(":b")]]),
            ("/a{b", vec![vec![literal("a{b")]]),
        ] {
            let segments = PathTemplate::of(path).segments;
            let texts: Vec<_> = segments.iter().map(ToString::to_string).collect();
            assert_eq!(format!("/{}", texts.join("/")), path);
            let found: Vec<_> = segments.into_iter().map(|segment| segment.pieces).collect();
            assert_eq!(found, expected, "{path}");
        }
    }

    #[test]
    fn placeholders_are_found_by_path_and_segment() {
        let path = PathTemplate::of("/a/{b}/{c}-{d}");
        assert_eq!(path.placeholders().collect::<Vec<_>>(), ["b", "c", "d"]);
        let whole = path.segments.iter().map(PathSegment::whole);
        assert_eq!(whole.collect::<Vec<_>>(), [None, Some("b"), None]);
    }
}
