use std::collections::HashMap;

use saphyr_parser::{Event, Marker, Parser};

use super::outline::{Builder, Outline};
use super::position::Position;

/// The outline of a text that is known to be YAML.
pub fn outline(text: &str) -> Outline {
    let mut builder = Builder::default();
    let mut anchors = HashMap::new();
    let events = Parser::new_from_str(text.trim_start_matches('\u{feff}'));
    for (event, span) in events.map_while(Result::ok) {
        let position = position(&span.start);
        let (number, anchor) = match event {
            Event::Scalar(key, ..) if builder.wants_key() => {
                builder.key(&key, position);
                continue;
            }
            Event::Scalar(_, _, anchor, _) => (builder.value(position), anchor),
            Event::SequenceStart(anchor, _) => (builder.open(position, false), anchor),
            Event::MappingStart(anchor, _) => (builder.open(position, true), anchor),
            Event::SequenceEnd | Event::MappingEnd => {
                builder.close();
                continue;
            }
            Event::Alias(anchor) => {
                if let Some(number) = anchors.get(&anchor) {
                    builder.alias(position, *number);
                }
                continue;
            }
            _ => continue,
        };
        anchors.insert(anchor, number);
    }
    builder.finish()
}

fn position(marker: &Marker) -> Position {
    Position {
        line: marker.line(),
        column: marker.col() + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Pointer;

    fn check(text: &str, places: &[(&str, (usize, usize))]) {
        let outline = outline(text);
        for (pointer, place) in places {
            let found = outline.nearest(&Pointer::from(*pointer)).unwrap();
            assert_eq!((found.line, found.column), *place, "{pointer}");
        }
    }

    #[test]
    fn block_and_flow_style() {
        let text =
            "# c\na:\n  - b: 1\n    c: [x, {y: z}]\n  -\n    - d\n\"q k\": {'e': }\n? f\n: g\n";
        check(
            text,
            &[
                ("/a", (2, 1)),
                ("/a/0", (3, 5)),
                ("/a/0/b", (3, 5)),
                ("/a/0/c", (4, 5)),
                ("/a/0/c/0", (4, 9)),
                ("/a/0/c/1", (4, 12)),
                ("/a/0/c/1/y", (4, 13)),
                ("/a/1", (6, 5)),
                ("/a/1/0", (6, 7)),
                ("/q k", (7, 1)),
                ("/q k/e", (7, 9)),
                ("/f", (8, 3)),
                ("/none/x", (2, 1)),
            ],
        );
    }

    #[test]
    fn text_after_scalars_of_several_lines() {
        let text = "a: |\n  one\n  two\n\nb: >-\n  x\n  y\nc: \"m\n  n\"\nd: plain\n  goes on\ne:\n- |\n  t\n- u\n200: v\n";
        check(
            text,
            &[
                ("/b", (5, 1)),
                ("/c", (8, 1)),
                ("/d", (10, 1)),
                ("/e", (12, 1)),
                ("/e/0", (14, 3)),
                ("/e/1", (15, 3)),
                ("/200", (16, 1)),
            ],
        );
    }

    #[test]
    fn an_alias_is_located_where_it_is_used_and_its_parts_where_they_are_written() {
        let text = "a: &x\n  b: {c: 1}\nd: *x\ne:\n  - &y 1\n  - *y\n  - *x\n";
        check(
            text,
            &[
                ("/d", (3, 1)),
                ("/d/b", (2, 3)),
                ("/d/b/c", (2, 7)),
                ("/e/0", (5, 5)),
                ("/e/1", (6, 5)),
                ("/e/2", (7, 5)),
                ("/e/2/b", (2, 3)),
                ("/d/none", (3, 1)),
            ],
        );
    }

    #[test]
    fn columns_are_characters_whatever_ends_a_line() {
        check(
            "\u{feff}a: {ä𝄞: 1, b: 2}\r\nc:\r\n  d: 1\r\n",
            &[
                ("", (1, 1)),
                ("/a/b", (1, 12)),
                ("/c", (2, 1)),
                ("/c/d", (3, 3)),
            ],
        );
    }

    #[test]
    fn tags_and_anchors_precede_their_nodes() {
        check(
            "--- !!map\na: !!str x\nb: &n\n  c: 1\n",
            &[("/a", (2, 1)), ("/b/c", (4, 3))],
        );
    }
}
