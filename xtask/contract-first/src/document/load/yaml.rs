//! YAML 1.2 (core schema) into JSON, strictly: nothing is guessed and nothing is dropped.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};

use super::limits::{MAX_DEPTH, MAX_LINE_BYTES, Size, check_number, too_deep, too_wide};
use super::parse::ParseError;
use super::yaml_scalar::{Scalar, key, value};

/// Reads one YAML document as JSON. Scalar keys become strings as they are written, aliases are unfolded.
///
/// # Errors
/// Bad YAML, several documents, a duplicate key, a merge key (`<<`), a tag of another
/// schema, a number that JSON does not have, a limit that is exceeded; with its line.
pub fn parse(text: &str) -> Result<Value, ParseError> {
    for (index, line) in text.lines().enumerate() {
        if line.len() > MAX_LINE_BYTES {
            return Err(ParseError::at(index + 1, too_wide()));
        }
    }
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text.trim_start_matches('\u{feff}')) {
        let (event, span) = event.map_err(|error| problem(error.marker().line(), error.info()))?;
        builder.take(event, span.start.line())?;
    }
    builder
        .done
        .ok_or_else(|| ParseError::nowhere("the YAML document is empty"))
}

fn problem(line: usize, info: &str) -> ParseError {
    match info {
        // The parser's own limit, which is a larger one.
        "recursion limit exceeded" => ParseError::at(line, too_deep()),
        info => ParseError::at(line, format!("not valid YAML: {info}")),
    }
}

enum Open {
    Sequence {
        items: Vec<Value>,
        anchor: usize,
    },
    Mapping {
        entries: Map<String, Value>,
        key: Option<String>,
        anchor: usize,
    },
}

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    anchors: HashMap<usize, Value>,
    done: Option<Value>,
    /// What was read so far, aliases unfolded.
    size: Size,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, line: usize) -> Result<(), ParseError> {
        match event {
            Event::DocumentStart(_) if self.done.is_some() => Err(ParseError::at(
                line,
                "a second YAML document starts here; only one is expected".to_owned(),
            )),
            Event::Scalar(text, style, anchor, tag) => {
                let scalar = Scalar {
                    text: &text,
                    plain: style == ScalarStyle::Plain,
                    tag: tag.as_deref(),
                };
                if self.wants_key() {
                    return self.take_key(key(&scalar).map_err(|m| ParseError::at(line, m))?, line);
                }
                let value = value(&scalar).map_err(|m| ParseError::at(line, m))?;
                if value.is_number() {
                    check_number(&text, line)?;
                }
                self.place(value, anchor, line)
            }
            Event::Alias(anchor) => self.take_alias(anchor, line),
            Event::SequenceStart(anchor, tag) => {
                self.check_collection(tag.as_deref().map(ToString::to_string), "seq", line)?;
                self.open.push(Open::Sequence {
                    items: Vec::new(),
                    anchor,
                });
                Ok(())
            }
            Event::MappingStart(anchor, tag) => {
                self.check_collection(tag.as_deref().map(ToString::to_string), "map", line)?;
                self.open.push(Open::Mapping {
                    entries: Map::new(),
                    key: None,
                    anchor,
                });
                Ok(())
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(line),
            _ => Ok(()),
        }
    }

    fn wants_key(&self) -> bool {
        matches!(self.open.last(), Some(Open::Mapping { key: None, .. }))
    }

    fn take_key(&mut self, name: String, line: usize) -> Result<(), ParseError> {
        let Some(Open::Mapping { entries, key, .. }) = self.open.last_mut() else {
            unreachable!("only mappings want keys")
        };
        if entries.contains_key(&name) {
            return Err(ParseError::at(line, format!("duplicate key `{name}`")));
        }
        *key = Some(name);
        Ok(())
    }

    fn take_alias(&mut self, anchor: usize, line: usize) -> Result<(), ParseError> {
        if self.wants_key() {
            return Err(ParseError::at(
                line,
                "a key is an alias; write the key out".to_owned(),
            ));
        }
        let value = self.anchors.get(&anchor);
        let value = value
            .ok_or_else(|| ParseError::at(line, "an alias that contains itself".to_owned()))?;
        let size = Size::of(value);
        let value = value.clone();
        self.grow(size, self.open.len(), line)?;
        self.put(value, line)
    }

    /// Counts what is about to be added inside of `depth` levels.
    fn grow(&mut self, added: Size, depth: usize, line: usize) -> Result<(), ParseError> {
        self.size.values += added.values;
        self.size.bytes += added.bytes;
        self.size.depth = depth + added.depth;
        self.size.check().map_err(|limit| {
            let aliases = if self.anchors.is_empty() {
                ""
            } else {
                "with its aliases expanded "
            };
            ParseError::at(line, format!("{aliases}{limit}"))
        })
    }

    fn check_collection(
        &self,
        tag: Option<String>,
        kind: &str,
        line: usize,
    ) -> Result<(), ParseError> {
        if self.wants_key() {
            return Err(ParseError::at(
                line,
                "a key is a list or a mapping; JSON has only text keys".to_owned(),
            ));
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(ParseError::at(line, too_deep()));
        }
        match tag {
            Some(tag) if tag != format!("tag:yaml.org,2002:!{kind}") && tag != "!" => {
                Err(ParseError::at(
                    line,
                    format!("the tag `{tag}` has no meaning in JSON; remove it"),
                ))
            }
            _ => Ok(()),
        }
    }

    fn close(&mut self, line: usize) -> Result<(), ParseError> {
        let (value, anchor) = match self.open.pop() {
            Some(Open::Sequence { items, anchor }) => (Value::Array(items), anchor),
            Some(Open::Mapping {
                entries, anchor, ..
            }) => (Value::Object(entries), anchor),
            None => unreachable!("the parser closes only what it opened"),
        };
        self.place(value, anchor, line)
    }

    fn place(&mut self, value: Value, anchor: usize, line: usize) -> Result<(), ParseError> {
        let bytes = match &value {
            Value::String(text) => text.len() as u64,
            _ => 0,
        };
        let size = Size {
            values: 1,
            bytes,
            depth: 0,
        };
        self.grow(size, self.open.len(), line)?;
        if anchor > 0 {
            // The copy takes memory too: anchors inside of anchors would add up.
            self.grow(Size::of(&value), self.open.len(), line)?;
            self.anchors.insert(anchor, value.clone());
        }
        self.put(value, line)
    }

    fn put(&mut self, value: Value, line: usize) -> Result<(), ParseError> {
        match self.open.last_mut() {
            Some(Open::Sequence { items, .. }) => items.push(value),
            Some(Open::Mapping { entries, key, .. }) => {
                let key = key
                    .take()
                    .ok_or_else(|| ParseError::at(line, "a value without a key".to_owned()))?;
                entries.insert(key, value);
            }
            None => self.done = Some(value),
        }
        Ok(())
    }
}
