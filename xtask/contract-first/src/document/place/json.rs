use jsonc_parser::Scanner;
use jsonc_parser::ScannerOptions;
use jsonc_parser::tokens::Token;

use super::outline::{Builder, Outline};
use super::position::Position;

/// The outline of a text that is known to be JSON.
pub fn outline(text: &str) -> Outline {
    let text = text.trim_start_matches('\u{feff}');
    let mut tokens = Scanner::new(text, &ScannerOptions::default());
    let mut cursor = Cursor::new(text);
    let mut builder = Builder::default();
    while let Ok(Some(token)) = tokens.scan() {
        let position = cursor.advance(tokens.token_start());
        match token {
            Token::OpenBrace => {
                builder.open(position, true);
            }
            Token::OpenBracket => {
                builder.open(position, false);
            }
            Token::CloseBrace | Token::CloseBracket => builder.close(),
            Token::String(key) if builder.wants_key() => builder.key(&key, position),
            Token::String(_) | Token::Number(_) | Token::Boolean(_) | Token::Null => {
                builder.value(position);
            }
            Token::Comma
            | Token::Colon
            // Not in JSON.
            | Token::Word(_)
            | Token::CommentLine(_)
            | Token::CommentBlock(_) => {}
        }
    }
    builder.finish()
}

/// Counts lines and characters on the way through a text.
struct Cursor<'t> {
    text: &'t str,
    offset: usize,
    position: Position,
}

impl<'t> Cursor<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            offset: 0,
            position: Position::START,
        }
    }

    /// Goes on to an offset in bytes.
    fn advance(&mut self, offset: usize) -> Position {
        // Byte by byte: without optimisation, searching each of so many pieces takes several times as long.
        for byte in &self.text.as_bytes()[self.offset..offset] {
            match byte {
                b'\n' => {
                    self.position.line += 1;
                    self.position.column = 1;
                }
                // The rest of a character.
                0x80..0xC0 => {}
                _ => self.position.column += 1,
            }
        }
        self.offset = offset;
        self.position
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Pointer;

    fn found(text: &str, pointer: &str) -> (usize, usize) {
        let position = outline(text).nearest(&Pointer::from(pointer)).unwrap();
        (position.line, position.column)
    }

    #[test]
    fn members_begin_with_their_keys_and_items_with_themselves() {
        let text =
            "{\n  \"a\": [1, {\"b\" : null}, [ ]],\n  \"c/d\": {},\r\n\t\"\": {\"0\": true}}";
        for (pointer, place) in [
            ("", (1, 1)),
            ("/a", (2, 3)),
            ("/a/0", (2, 9)),
            ("/a/1", (2, 12)),
            ("/a/1/b", (2, 13)),
            ("/a/2", (2, 26)),
            ("/c~1d", (3, 3)),
            ("/", (4, 2)),
            ("//0", (4, 7)),
        ] {
            assert_eq!(found(text, pointer), place, "{pointer}");
        }
    }

    #[test]
    fn what_is_not_there_is_where_it_would_be() {
        let text = r#"{"a": [{"b": 1}]}"#;
        for (pointer, place) in [
            ("/b", (1, 1)),
            ("/a/1", (1, 2)),
            ("/a/x", (1, 2)),
            ("/a/0/c/d", (1, 8)),
            ("/a/0/b/c", (1, 9)),
        ] {
            assert_eq!(found(text, pointer), place, "{pointer}");
        }
    }

    #[test]
    fn columns_are_characters_and_keys_are_unescaped() {
        let text = "\u{feff}{ \"ä𝄞\": 1, \"\\u00fc\\\"\\/\": [ \"\\\\\" , 2 ] }";
        assert_eq!(found(text, ""), (1, 1));
        assert_eq!(found(text, "/ä𝄞"), (1, 3));
        assert_eq!(found(text, "/ü\"~1"), (1, 12));
        assert_eq!(found(text, "/ü\"~1/1"), (1, 35));
    }

    #[test]
    fn a_scalar_is_a_document() {
        assert_eq!(found(" \n 1", ""), (2, 2));
        assert!(outline("").nearest(&Pointer::default()).is_none());
    }
}
