//! A documentation page: finds the one fenced block that holds an OpenAPI document.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::format::{Format, names_a_document};
use super::json;
use super::parse::ParseError;

/// Most blocks that a message lists.
const MAX_LISTED: usize = 20;

/// A fenced code block.
#[derive(Debug)]
pub struct Block {
    /// Line of the opening fence in the page, counted from 1.
    pub line: usize,
    /// What follows the opening fence.
    pub info: String,
    /// The text between the fences.
    pub text: String,
    /// For each line of the text, how many characters precede it in the page.
    pub indents: Vec<usize>,
    /// Whether there is a closing fence.
    pub closed: bool,
}

impl Block {
    /// JSON or YAML, by how the text begins.
    pub fn format(&self) -> Format {
        if self.text.trim_start().starts_with('{') {
            Format::Json
        } else {
            Format::Yaml
        }
    }

    /// Adds a piece of text, which follows `before` in the page.
    fn push(&mut self, text: &str, before: &str) {
        for (index, line) in text.split_inclusive('\n').enumerate() {
            if self.text.is_empty() || self.text.ends_with('\n') {
                // Only the first line of a piece can appear behind something else.
                let start = before.rfind('\n').map_or(0, |end| end + 1);
                let indent = before[start..].chars().count();
                self.indents.push(if index == 0 { indent } else { 0 });
            }
            self.text.push_str(line);
        }
    }

    fn holds_a_document(&self) -> bool {
        match self.format() {
            // Broken JSON cannot be looked into: it counts when it names the key at all.
            Format::Json => match json::parse(&self.text) {
                Ok(value) => value.get("openapi").is_some() || value.get("swagger").is_some(),
                Err(_) => self.text.contains("\"openapi\"") || self.text.contains("\"swagger\""),
            },
            _ => self.text.lines().any(names_a_document),
        }
    }
}

/// The page's one block with an OpenAPI document.
///
/// # Errors
/// None, or several: the message lists the blocks that were found. One without its end.
pub fn document_block(page: &str) -> Result<Block, ParseError> {
    let (mut documents, others): (Vec<Block>, Vec<Block>) = fenced_blocks(page)
        .into_iter()
        .partition(Block::holds_a_document);
    match documents.len() {
        1 if !documents[0].closed => Err(ParseError::at(
            documents[0].line,
            "the code block that starts here is never closed: the page is incomplete; download all of it"
                .to_owned(),
        )),
        1 => Ok(documents.remove(0)),
        0 if others.is_empty() => Err(ParseError::nowhere(
            "a page without a fenced code block; the OpenAPI document is expected in one (``` or ~~~)",
        )),
        0 => Err(ParseError::nowhere(&format!(
            "no OpenAPI document in the page: none of its fenced code blocks ({}) has a key `openapi` at the top level",
            listed(&others)
        ))),
        count => Err(ParseError::nowhere(&format!(
            "{count} OpenAPI documents in the page ({}); one is expected, so save the right one to a file and import that",
            listed(&documents)
        ))),
    }
}

fn listed(blocks: &[Block]) -> String {
    let mut lines: Vec<String> = blocks
        .iter()
        .take(MAX_LISTED)
        .map(|block| match block.info.split_whitespace().next() {
            Some(language) => format!("line {}: {language}", block.line),
            None => format!("line {}", block.line),
        })
        .collect();
    if blocks.len() > MAX_LISTED {
        lines.push(format!("... {} more", blocks.len() - MAX_LISTED));
    }
    lines.join(", ")
}

fn fenced_blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    let (mut line, mut counted) = (1, 0);
    for (event, range) in Parser::new(page).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                line += page[counted..range.start].matches('\n').count();
                counted = range.start;
                open = Some(Block {
                    line,
                    info: info.to_string(),
                    text: String::new(),
                    indents: Vec::new(),
                    closed: is_closed(&page[range]),
                });
            }
            Event::Text(text) => {
                if let Some(block) = &mut open {
                    block.push(&text, &page[..range.start]);
                }
            }
            Event::End(TagEnd::CodeBlock) => blocks.extend(open.take()),
            _ => {}
        }
    }
    blocks
}

/// Whether the text of a fenced block, from fence to fence, ends with a fence of its own
/// (CommonMark 0.31, 4.5): the end of the page, a list or a quotation ends a block too.
fn is_closed(block: &str) -> bool {
    let fence = |line: &str| {
        let line = line.trim_start_matches([' ', '\t', '>']);
        let mark = line.chars().next().filter(|mark| "`~".contains(*mark))?;
        let length = line.chars().take_while(|c| *c == mark).count();
        Some((mark, length, line[length..].trim().is_empty()))
    };
    let mut lines = block.trim_end().lines();
    let (Some(opening), Some(last)) = (
        lines.next().and_then(fence),
        lines.next_back().and_then(fence),
    ) else {
        return false;
    };
    last.0 == opening.0 && last.1 >= opening.1 && last.2
}

#[cfg(test)]
mod tests {
    use super::*;

    const YAML: &str = "```yaml\nopenapi: 3.1.0\n```\n";

    #[test]
    fn the_block_with_a_document_is_found_among_others() {
        let page = format!("# API\n\n```sh\ncurl a\n```\n\n{YAML}\n```json\n{{\"a\": 1}}\n```\n");
        let block = document_block(&page).unwrap();
        assert_eq!((block.line, block.info.as_str()), (7, "yaml"));
        assert_eq!(block.text, "openapi: 3.1.0\n");
        assert_eq!(block.format(), Format::Yaml);
    }

    #[test]
    fn lines_keep_their_place_in_the_page() {
        let page = "- item\n\n  ~~~\n  {\"openapi\":\n    \"3.1.0\"}\n  ~~~\n";
        let block = document_block(page).unwrap();
        assert_eq!(block.text, "{\"openapi\":\n  \"3.1.0\"}\n");
        assert_eq!(block.indents, [2, 2]);
        assert_eq!(block.format(), Format::Json);
    }

    #[test]
    fn a_page_without_exactly_one_complete_document_is_refused() {
        for (page, line, words) in [
            ("# API\n".to_owned(), None, "without a fenced code block"),
            (
                "```sh\na\n```\n\n```\nb\n```\n".to_owned(),
                None,
                "none of its fenced code blocks (line 1: sh, line 5)",
            ),
            (
                format!("{YAML}\n{YAML}"),
                None,
                "2 OpenAPI documents in the page (line 1: yaml, line 5: yaml)",
            ),
            (
                format!("# API\n{}", YAML.trim_end().trim_end_matches('`')),
                Some(2),
                "is never closed",
            ),
            (
                format!("{}``\n", YAML.trim_end().trim_end_matches('`')),
                Some(1),
                "is never closed",
            ),
            (
                "```json\n{\"swagger\": \n```\n\n```yaml\nopenapi: 3\n```\n".to_owned(),
                None,
                "2 OpenAPI documents",
            ),
        ] {
            let problem = document_block(&page).unwrap_err();
            assert_eq!(problem.line, line, "{page}");
            assert!(problem.message.contains(words), "{}", problem.message);
        }
    }

    #[test]
    fn a_message_lists_the_first_blocks_only() {
        let page = "```sh\na\n```\n\n".repeat(MAX_LISTED + 2);
        let message = document_block(&page).unwrap_err().message;
        assert_eq!(message.matches(": sh").count(), MAX_LISTED);
        assert!(message.contains("... 2 more"), "{message}");
    }
}
