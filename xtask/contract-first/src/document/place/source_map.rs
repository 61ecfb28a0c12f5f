use std::sync::OnceLock;

use super::outline::Outline;
use super::position::{Place, Position};
use super::{json, yaml};
use crate::document::Pointer;
use crate::document::load::{Block, Format, Source, document_block};

/// The places of what a text holds; it is gone through when the first is asked for.
pub struct SourceMap {
    source: Source,
    outline: OnceLock<Outline>,
}

impl SourceMap {
    /// Of a text that was read.
    pub fn new(source: Source) -> Self {
        Self {
            source,
            outline: OnceLock::new(),
        }
    }

    /// The text.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Where the node that a pointer names begins (a member with its key); when it is not there, the nearest one around it.
    pub fn place(&self, pointer: &Pointer) -> Place {
        let outline = self.outline.get_or_init(|| outline(&self.source));
        let position = outline.nearest(pointer).unwrap_or(Position::START);
        Place {
            file: self.source.name.clone(),
            line: position.line,
            column: position.column,
        }
    }
}

fn outline(source: &Source) -> Outline {
    match source.format {
        Format::Json => json::outline(&source.text),
        Format::Yaml => yaml::outline(&source.text),
        Format::Page => document_block(&source.text)
            .map(|block| of_block(&block))
            .unwrap_or_default(),
        Format::Html => Outline::default(),
    }
}

/// The outline of a block, by the lines and columns of its page.
fn of_block(block: &Block) -> Outline {
    let outline = match block.format() {
        Format::Json => json::outline(&block.text),
        _ => yaml::outline(&block.text),
    };
    outline.moved(|position| Position {
        line: block.line + position.line,
        column: block.indents.get(position.line - 1).unwrap_or(&0) + position.column,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(text: &str, format: Format) -> SourceMap {
        SourceMap::new(Source {
            name: "a.md".to_owned(),
            text: text.to_owned(),
            format,
        })
    }

    fn place(map: &SourceMap, pointer: &str) -> String {
        map.place(&Pointer::from(pointer)).to_string()
    }

    #[test]
    fn a_page_has_lines_of_its_own() {
        let yaml = "# Title\n\n```js\n{}\n```\n\n~~~yaml\nopenapi: 3.1.0\ninfo:\n  title: T\n~~~\n";
        let map = map(yaml, Format::Page);
        assert_eq!(place(&map, "/openapi"), "a.md:8:1");
        assert_eq!(place(&map, "/info/title"), "a.md:10:3");
        let json = "```json\r\n{\r\n  \"openapi\": \"3.1.0\"\r\n}\r\n```\r\n";
        let map = self::map(json, Format::Page);
        assert_eq!(place(&map, ""), "a.md:2:1");
        assert_eq!(place(&map, "/openapi"), "a.md:3:3");
    }

    #[test]
    fn text_before_the_lines_of_a_block_counts() {
        let page = "- ä\n\n  ```yaml\n  openapi: 3.1.0\n\n  info:\n    title: T\n  ```\n\n> x\n";
        let map = map(page, Format::Page);
        assert_eq!(place(&map, "/openapi"), "a.md:4:3");
        assert_eq!(place(&map, "/info/title"), "a.md:7:5");
        let page = "> ```json\n> {\n>   \"openapi\": {}, \"info\": 1}\n> ```\n";
        let map = self::map(page, Format::Page);
        assert_eq!(place(&map, "/info"), "a.md:3:20");
    }

    #[test]
    fn what_has_no_outline_begins_at_its_beginning() {
        assert_eq!(place(&map("", Format::Html), "/a"), "a.md:1:1");
        assert_eq!(place(&map("no block", Format::Page), "/a"), "a.md:1:1");
    }
}
