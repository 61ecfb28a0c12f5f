use std::cmp::Reverse;
use std::collections::HashSet;

use crate::model::{PathPiece, PathSegment, PathTemplate};

/// A path without the names of its placeholders: paths with the same pattern are the same path to requests.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PathPattern<'c>(Vec<Vec<PatternPiece<'c>>>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum PatternPiece<'c> {
    Literal(&'c str),
    /// A value, by the number of the first placeholder of its name.
    Value(usize),
}

/// What the router sees of a path, by segment: a text, or that any will do.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RouteShape<'c>(Vec<Option<&'c str>>);

/// How specific a segment is; the least is the most specific.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Specificity<'c> {
    /// The length of the literal that it begins with.
    start: Reverse<usize>,
    /// The length of all literals.
    literals: Reverse<usize>,
    /// Its literals, for an order of all.
    texts: Vec<&'c str>,
}

impl<'c> PathPattern<'c> {
    pub fn of(template: &'c PathTemplate) -> Self {
        let names: Vec<_> = template.placeholders().collect();
        let number = |name: &str| names.iter().position(|known| *known == name);
        let piece = |piece: &'c PathPiece| match piece {
            PathPiece::Literal(text) => PatternPiece::Literal(text),
            PathPiece::Placeholder(name) => PatternPiece::Value(number(name).unwrap_or_default()),
        };
        let segments = template.segments.iter();
        Self(
            segments
                .map(|segment| segment.pieces.iter().map(piece).collect())
                .collect(),
        )
    }

    pub fn shape(&self) -> RouteShape<'c> {
        let segments = self.0.iter().map(|pieces| match pieces.as_slice() {
            [] => Some(""),
            [PatternPiece::Literal(text)] => Some(*text),
            _ => None,
        });
        RouteShape(segments.collect())
    }

    /// Of two paths that a request fits, the one with the smaller key is taken: literals before placeholders, the longest literal first.
    pub fn specificity(&self) -> Vec<Specificity<'c>> {
        self.0
            .iter()
            .map(|pieces| Specificity::of(pieces))
            .collect()
    }

    /// How many different values it has; a path with fewer is more specific.
    pub fn values(&self) -> usize {
        let pieces = self.0.iter().flatten();
        let numbers = pieces.filter_map(|piece| match piece {
            PatternPiece::Value(number) => Some(number),
            PatternPiece::Literal(_) => None,
        });
        numbers.collect::<HashSet<_>>().len()
    }
}

impl<'c> Specificity<'c> {
    fn of(pieces: &[PatternPiece<'c>]) -> Self {
        let literal = |piece: &PatternPiece<'c>| match piece {
            PatternPiece::Literal(text) => Some(*text),
            PatternPiece::Value(_) => None,
        };
        let start = pieces.first().and_then(literal);
        let texts: Vec<_> = pieces.iter().filter_map(literal).collect();
        Self {
            start: Reverse(start.map_or(0, str::len)),
            literals: Reverse(texts.iter().map(|text| text.len()).sum()),
            texts,
        }
    }
}

impl<'c> RouteShape<'c> {
    /// As the router takes it where paths share it.
    pub fn path(&self) -> String {
        let segments = self.0.iter().enumerate();
        let segments = segments.map(|(index, literal)| match literal {
            Some(text) => format!("/{text}"),
            None => format!("/{{segment{index}}}"),
        });
        segments.collect()
    }

    /// Whether a request of this shape may be one of another path's, of a shape that the router tries later: it prefers literals, from
    /// the left.
    pub fn falls_back_to(&self, other: &PathPattern) -> bool {
        let shape = other.shape();
        let mut pairs = self.0.iter().zip(&shape.0);
        let first = pairs.clone().find(|(own, other)| own != other);
        let later = matches!(first, Some((Some(_), None)));
        let fits = pairs.all(|(own, other)| match (own, other) {
            (Some(own), Some(other)) => own == other,
            _ => true,
        });
        let mut literals = self.0.iter().zip(&other.0);
        let takes = literals.all(|(own, pieces)| own.is_none_or(|own| may_be(pieces, own)));
        self.0.len() == shape.0.len() && later && fits && takes
    }
}

/// Whether a text may be one of a segment, by its ends.
fn may_be(pieces: &[PatternPiece], text: &str) -> bool {
    let starts = match pieces.first() {
        Some(PatternPiece::Literal(literal)) => text.starts_with(literal),
        Some(PatternPiece::Value(_)) | None => true,
    };
    let ends = match pieces.last() {
        Some(PatternPiece::Literal(literal)) => text.ends_with(literal),
        Some(PatternPiece::Value(_)) | None => true,
    };
    starts && ends
}

/// Whether the router takes a path as it is: each placeholder is a segment, has a name that the router knows, and is there once.
pub fn is_plain(template: &PathTemplate) -> bool {
    let of_router = |name: &str| {
        name.chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
    };
    let plain = |segment: &PathSegment| match segment.whole() {
        Some(name) => of_router(name),
        None => segment.placeholders().next().is_none(),
    };
    let mut names: Vec<_> = template.placeholders().collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    names.len() == count && template.segments.iter().all(plain)
}

/// Whether older versions of the router would have read a segment as a pattern; the router refuses it unless it is told.
pub fn looks_like_pattern(template: &PathTemplate) -> bool {
    template.segments.iter().any(|segment| {
        matches!(segment.pieces.first(), Some(PathPiece::Literal(text)) if text.starts_with([':', '*']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patterns(templates: &[PathTemplate]) -> Vec<PathPattern<'_>> {
        templates.iter().map(PathPattern::of).collect()
    }

    #[test]
    fn names_of_placeholders_make_no_difference() {
        let templates = ["/a/{b}/{c}", "/a/{x}/{y}", "/a/{b}/{b}", "/{a}/{b}/{c}"];
        let templates = templates.map(PathTemplate::of);
        let patterns = patterns(&templates);
        assert_eq!(patterns[0], patterns[1]);
        assert_ne!(patterns[0], patterns[2]);
        assert_ne!(patterns[0], patterns[3]);
        let values: Vec<_> = patterns.iter().map(PathPattern::values).collect();
        assert_eq!(values, [2, 2, 1, 3]);
    }

    #[test]
    fn the_most_specific_path_is_first() {
        let templates = [
            "/{a}",
            "/{a}.{b}",
            "/{a}.json",
            "/{a}.{b}.json",
            "/x{a}",
            "/xy{a}",
            "/x{a}.y",
        ];
        let templates = templates.map(PathTemplate::of);
        let patterns = patterns(&templates);
        let mut order: Vec<_> = (0..patterns.len()).collect();
        order.sort_by_key(|place| patterns[*place].specificity());
        assert_eq!(order, [5, 6, 4, 3, 2, 1, 0]);
    }

    #[test]
    fn a_request_falls_back_to_what_the_router_tries_later() {
        let shape = PathTemplate::of("/a/{b}.json");
        for (other, expected) in [
            ("/{a}/{b}", true),
            ("/{a}/c", true),
            ("/a/c", false),
            ("/a/{b}", false),
            ("/b/{c}", false),
            ("/{a}/{b}/c", false),
            ("/a{b}/{c}", true),
            ("/{a}.json/{c}", false),
        ] {
            let template = PathTemplate::of(other);
            let shape = PathPattern::of(&shape).shape();
            assert_eq!(
                shape.falls_back_to(&PathPattern::of(&template)),
                expected,
                "{other}"
            );
        }
    }

    #[test]
    fn the_router_takes_plain_paths_as_they_are() {
        for (path, plain) in [
            ("/", true),
            ("/a/{b.c}/{d_e}", true),
            ("/:a", true),
            ("/{a}.json", false),
            ("/{a}/{a}", false),
            ("/{a b}", false),
        ] {
            assert_eq!(is_plain(&PathTemplate::of(path)), plain, "{path}");
        }
        for (path, expected) in [("/:a", true), ("/*a/b", true), ("/a:b/{c}:d", false)] {
            assert_eq!(
                looks_like_pattern(&PathTemplate::of(path)),
                expected,
                "{path}"
            );
        }
        let template = PathTemplate::of("/a/{b}.json/");
        assert_eq!(PathPattern::of(&template).shape().path(), "/a/{segment1}/");
    }
}
