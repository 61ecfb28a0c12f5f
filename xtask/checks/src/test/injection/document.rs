use std::collections::BTreeMap;

use anyhow::{Context, Result};
use regex::{Captures, Regex};
use serde_json::{Map, Value};

/// A document with a placeholder at each place that holds a text: `[kind place]`.
pub struct Places {
    document: Value,
    placeholder: Regex,
}

impl Places {
    /// Of a document.
    pub fn of(document: Value) -> Result<Self> {
        let placeholder = Regex::new(r"\[([a-z]+) ([a-z-]+)\]").context("a pattern")?;
        Ok(Self {
            document,
            placeholder,
        })
    }

    /// What is at every place when `text` of its name is put there, by its name.
    pub fn texts<'t>(&self, text: impl Fn(&str) -> &'t str) -> BTreeMap<String, String> {
        let document = self.document.to_string();
        let all = self.placeholder.captures_iter(&document);
        let texts = all.map(|found| {
            let place = &found[2];
            (place.to_owned(), at(&found[1], place, text(place)))
        });
        texts.collect()
    }

    /// The document with a text at every place, or as much of it as may appear there. The place's name is in it, too: it makes the texts
    /// of different places different, and a failure names it.
    pub fn filled<'t>(&self, text: impl Fn(&str) -> &'t str) -> Value {
        self.value(&self.document, &self.texts(text))
    }

    fn value(&self, value: &Value, texts: &BTreeMap<String, String>) -> Value {
        match value {
            Value::String(holder) => self.text(holder, texts).into(),
            Value::Array(items) => items.iter().map(|item| self.value(item, texts)).collect(),
            Value::Object(entries) => {
                let entries = entries.iter();
                let filled =
                    entries.map(|(key, value)| (self.text(key, texts), self.value(value, texts)));
                Value::Object(filled.collect::<Map<_, _>>())
            }
            value => value.clone(),
        }
    }

    fn text(&self, holder: &str, texts: &BTreeMap<String, String>) -> String {
        let filled = self
            .placeholder
            .replace_all(holder, |found: &Captures| texts[&found[2]].as_str());
        filled.into_owned()
    }
}

/// A text at a place of a kind.
fn at(kind: &str, place: &str, text: &str) -> String {
    let only = |may: &dyn Fn(char) -> bool| -> String {
        let text: String = text.chars().filter(|c| may(*c)).collect();
        format!("{text}-{place}-{text}")
    };
    let word = |c: char| c.is_ascii_alphanumeric();
    match kind {
        // What the specification allows in names of components.
        "component" => only(&|c| word(c) || ".-_".contains(c)),
        // RFC 9110, section 5.6.2.
        "token" => only(&|c| word(c) || "!#$%&'*+-.^_`|~".contains(c)),
        // RFC 6838, section 4.2.
        "subtype" => only(&|c| word(c) || "!#$&-^_.".contains(c)).replace('-', "a"),
        // RFC 9110, section 5.6.4: a text in quotation marks.
        "parameter" => only(&|c| c.is_ascii_graphic() && !"\"\\".contains(c)),
        "url" => only(&|c| word(c) || "-._~:/@!$&'()*+,;=".contains(c)),
        // RFC 3986, section 3.3; a router takes what begins with other marks for a pattern.
        "segment" => format!("s{}", only(&|c| word(c) || "-._~!$&'()*+,;=:@".contains(c))),
        "pattern" => {
            let escaped = text.chars().flat_map(|c| {
                let special = "^$\\.*+?()[]{}|/".contains(c);
                special.then_some('\\').into_iter().chain([c])
            });
            let escaped: String = escaped.collect();
            format!("^{escaped}{place}{escaped}")
        }
        _ => format!("{text} {place} {text}"),
    }
}
