//! YAML 1.2 (core schema) into JSON, strictly: nothing is guessed and nothing is dropped.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};

use super::document::Problem;
use super::yaml_scalar::{Scalar, key, value};

/// Deepest nesting, in levels: that of the JSON reader.
const DEEPEST: usize = 127;
/// Most values that a document may unfold to by its aliases.
const MOST_VALUES: usize = 1_000_000;

/// Reads one YAML document as JSON. Scalar keys become strings as they are written, aliases are unfolded.
///
/// # Errors
/// Bad YAML, several documents, a key that is there twice, a merge key (`<<`), a tag of another
/// schema, a number that JSON does not have; with its line.
pub fn parse(text: &str) -> Result<Value, Problem> {
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text.trim_start_matches('\u{feff}')) {
        let (event, span) = event
            .map_err(|e| Problem::at(e.marker().line(), format!("not valid YAML: {}", e.info())))?;
        builder.take(event, span.start.line())?;
    }
    builder
        .done
        .ok_or_else(|| Problem::nowhere("the YAML document is empty"))
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
    unfolded: usize,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, line: usize) -> Result<(), Problem> {
        match event {
            Event::DocumentStart(_) if self.done.is_some() => Err(Problem::at(
                line,
                "a second YAML document begins here; one is expected".to_owned(),
            )),
            Event::Scalar(text, style, anchor, tag) => {
                let scalar = Scalar {
                    text: &text,
                    plain: style == ScalarStyle::Plain,
                    tag: tag.as_deref(),
                };
                if self.wants_key() {
                    return self.take_key(key(&scalar).map_err(|m| Problem::at(line, m))?, line);
                }
                let value = value(&scalar).map_err(|m| Problem::at(line, m))?;
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

    fn take_key(&mut self, name: String, line: usize) -> Result<(), Problem> {
        let Some(Open::Mapping { entries, key, .. }) = self.open.last_mut() else {
            unreachable!("only mappings want keys")
        };
        if entries.contains_key(&name) {
            return Err(Problem::at(
                line,
                format!("the key `{name}` is there twice"),
            ));
        }
        *key = Some(name);
        Ok(())
    }

    fn take_alias(&mut self, anchor: usize, line: usize) -> Result<(), Problem> {
        if self.wants_key() {
            return Err(Problem::at(
                line,
                "a key is an alias; write the key out".to_owned(),
            ));
        }
        let value = self.anchors.get(&anchor).cloned();
        let value =
            value.ok_or_else(|| Problem::at(line, "an alias that holds itself".to_owned()))?;
        self.unfolded += count(&value);
        if self.unfolded > MOST_VALUES {
            return Err(Problem::at(
                line,
                format!("its aliases unfold to more than {MOST_VALUES} values"),
            ));
        }
        self.place(value, 0, line)
    }

    fn check_collection(
        &self,
        tag: Option<String>,
        kind: &str,
        line: usize,
    ) -> Result<(), Problem> {
        if self.wants_key() {
            return Err(Problem::at(
                line,
                "a key is a list or a mapping; JSON has only text keys".to_owned(),
            ));
        }
        if self.open.len() >= DEEPEST {
            return Err(Problem::at(
                line,
                format!("nested deeper than {DEEPEST} levels"),
            ));
        }
        match tag {
            Some(tag) if tag != format!("tag:yaml.org,2002:!{kind}") && tag != "!" => {
                Err(Problem::at(
                    line,
                    format!("the tag `{tag}` has no meaning in JSON; take it away"),
                ))
            }
            _ => Ok(()),
        }
    }

    fn close(&mut self, line: usize) -> Result<(), Problem> {
        let (value, anchor) = match self.open.pop() {
            Some(Open::Sequence { items, anchor }) => (Value::Array(items), anchor),
            Some(Open::Mapping {
                entries, anchor, ..
            }) => (Value::Object(entries), anchor),
            None => unreachable!("the parser closes only what it opened"),
        };
        self.place(value, anchor, line)
    }

    fn place(&mut self, value: Value, anchor: usize, line: usize) -> Result<(), Problem> {
        if anchor > 0 {
            self.anchors.insert(anchor, value.clone());
        }
        match self.open.last_mut() {
            Some(Open::Sequence { items, .. }) => items.push(value),
            Some(Open::Mapping { entries, key, .. }) => {
                let key = key
                    .take()
                    .ok_or_else(|| Problem::at(line, "a value without a key".to_owned()))?;
                entries.insert(key, value);
            }
            None => self.done = Some(value),
        }
        Ok(())
    }
}

fn count(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(count).sum::<usize>(),
        Value::Object(entries) => 1 + entries.values().map(count).sum::<usize>(),
        _ => 1,
    }
}
