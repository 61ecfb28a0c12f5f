use std::cell::RefCell;
use std::collections::HashMap;

use regex::Regex;

use super::sourced::{Sourced, stricter};
use crate::model::description::{SchemaId, SchemaKeywords};
use crate::text::pattern::linear;

/// What strings must be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StringRules {
    pub min_length: Option<Sourced<u64>>,
    pub max_length: Option<Sourced<u64>>,
    /// Each must match; in order, without repetition.
    pub patterns: Vec<Sourced<String>>,
    pub formats: Vec<Sourced<String>>,
    pub content: Option<Sourced<Content>>,
}

/// What is written in a string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    pub encoding: Option<String>,
    pub media_type: Option<String>,
    pub schema: Option<SchemaId>,
}

impl StringRules {
    pub fn of(keywords: &SchemaKeywords, schema: SchemaId) -> Self {
        let text = &keywords.string;
        let pattern = text
            .pattern
            .as_ref()
            .filter(|pattern| !matches_all(pattern));
        // The encoding of OpenAPI 3.0.
        let is_base64 = text.format.as_deref() == Some("byte");
        let format = text
            .format
            .as_ref()
            .filter(|format| !is_base64 && is_checked(format));
        let content = Content {
            encoding: text
                .content_encoding
                .clone()
                .or_else(|| is_base64.then(|| "base64".to_owned())),
            media_type: text.content_media_type.clone(),
            schema: text.content_schema,
        };
        let says_something = content.encoding.is_some() || content.media_type.is_some();
        Self {
            min_length: (text.min_length > 0).then(|| Sourced::new(text.min_length, schema)),
            max_length: text.max_length.map(|length| Sourced::new(length, schema)),
            patterns: pattern
                .map(|pattern| Sourced::new(pattern.clone(), schema))
                .into_iter()
                .collect(),
            formats: format
                .map(|format| Sourced::new(format.clone(), schema))
                .into_iter()
                .collect(),
            content: says_something.then(|| Sourced::new(content, schema)),
        }
    }

    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self {
            min_length: stricter(
                self.min_length.as_ref(),
                other.min_length.as_ref(),
                |a, b| a > b,
            ),
            max_length: stricter(
                self.max_length.as_ref(),
                other.max_length.as_ref(),
                |a, b| a < b,
            ),
            patterns: joined(&self.patterns, &other.patterns),
            formats: joined(&self.formats, &other.formats),
            content: self.content.clone().or_else(|| other.content.clone()),
        }
    }

    pub fn is_empty(&self) -> bool {
        match (&self.min_length, &self.max_length) {
            (Some(min), Some(max)) => min.value > max.value,
            _ => false,
        }
    }

    /// Whether a string fits its lengths and patterns; `None` where that is unknown.
    pub fn accepts(&self, text: &str) -> Option<bool> {
        let length = text.chars().count() as u64;
        let short = self
            .min_length
            .as_ref()
            .is_some_and(|min| length < min.value);
        let long = self
            .max_length
            .as_ref()
            .is_some_and(|max| length > max.value);
        if short || long {
            return Some(false);
        }
        let mut known = self.formats.is_empty() && self.content.is_none();
        for pattern in &self.patterns {
            match matches_pattern(&pattern.value, text) {
                Some(false) => return Some(false),
                Some(true) => {}
                None => known = false,
            }
        }
        known.then_some(true)
    }
}

/// Whether a text matches a pattern of ECMA-262; `None` for a pattern that is not understood.
pub fn matches_pattern(pattern: &str, text: &str) -> Option<bool> {
    thread_local! {
        /// A comparison is a thread, and asks for the same patterns again and again.
        static COMPILED: RefCell<HashMap<String, Option<Regex>>> = RefCell::default();
    }
    let compile = || Regex::new(&linear(pattern).ok()?).ok();
    COMPILED.with_borrow_mut(|compiled| {
        if !compiled.contains_key(pattern) {
            compiled.insert(pattern.to_owned(), compile());
        }
        let known = compiled.get(pattern)?.as_ref();
        known.map(|regex| regex.is_match(text))
    })
}

fn matches_all(pattern: &str) -> bool {
    matches!(pattern, "" | ".*" | "^" | "$" | "^.*" | ".*$")
}

/// Whether a format says which strings are valid; these only say how they are shown.
fn is_checked(format: &str) -> bool {
    !matches!(
        format,
        "" | "password" | "html" | "markdown" | "commonmark" | "string"
    )
}

fn joined(one: &[Sourced<String>], other: &[Sourced<String>]) -> Vec<Sourced<String>> {
    let mut all = one.to_vec();
    let new = other
        .iter()
        .filter(|rule| one.iter().all(|known| known.value != rule.value));
    all.extend(new.cloned());
    all.sort_by(|a, b| a.value.cmp(&b.value));
    all
}
