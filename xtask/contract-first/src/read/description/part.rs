//! The values in a part, each of the form that OpenAPI asks for; one of another form is a fault.

use serde_json::{Map, Number, Value};

use super::reader::Reader;
use crate::document::{Kind, Located, Pointer, reference, resolve};
use crate::read::schema::whole;

/// A value of the document, and where it stands.
pub type Part<'d> = Located<'d>;

/// What stands under a key of a part.
pub fn child<'d>(part: &Part<'d>, key: &str) -> Option<Part<'d>> {
    let value = part.value.get(key)?;
    let at = part.at.child(key);
    Some(Part { at, value })
}

impl<'d> Reader<'d> {
    /// The entries of an object.
    pub(super) fn object(&mut self, part: &Part<'d>) -> Option<&'d Map<String, Value>> {
        let object = part.value.as_object();
        if object.is_none() {
            self.wrong(part, "an object");
        }
        object.filter(|_| self.spend(&part.at))
    }

    /// The entries of a map under a key, in the document's order; none when there is no such key.
    pub(super) fn entries(&mut self, part: &Part<'d>, key: &str) -> Vec<(&'d str, Part<'d>)> {
        child(part, key).map_or_else(Vec::new, |map| self.map(&map))
    }

    /// The entries of a map, in the document's order.
    pub(super) fn map(&mut self, part: &Part<'d>) -> Vec<(&'d str, Part<'d>)> {
        let entries = self.object(part).into_iter().flatten();
        let at = &part.at;
        entries
            .map(|(key, value)| {
                let at = at.child(key);
                (key.as_str(), Part { at, value })
            })
            .collect()
    }

    /// The items of a list under a key; none when there is no such key.
    pub(super) fn items(&mut self, part: &Part<'d>, key: &str) -> Vec<Part<'d>> {
        child(part, key).map_or_else(Vec::new, |list| self.list(&list))
    }

    /// The items of a list.
    pub(super) fn list(&mut self, part: &Part<'d>) -> Vec<Part<'d>> {
        let Some(items) = part.value.as_array() else {
            self.wrong(part, "a list");
            return Vec::new();
        };
        if !self.spend(&part.at) {
            return Vec::new();
        }
        let item = |(index, value)| Part {
            at: part.at.child(index),
            value,
        };
        items.iter().enumerate().map(item).collect()
    }

    /// The text under a key.
    pub(super) fn text(&mut self, part: &Part<'d>, key: &str) -> Option<String> {
        let part = child(part, key)?;
        self.string(&part)
    }

    /// The text under a key that must be there.
    pub(super) fn required_text(&mut self, part: &Part<'d>, key: &str) -> Option<String> {
        if part.value.get(key).is_none() {
            self.missing(part, key);
        }
        self.text(part, key)
    }

    /// A text.
    pub(super) fn string(&mut self, part: &Part<'d>) -> Option<String> {
        let text = part.value.as_str().map(str::to_owned);
        if text.is_none() {
            self.wrong(part, "a string");
        }
        text
    }

    /// A list of texts.
    pub(super) fn strings(&mut self, part: &Part<'d>) -> Vec<String> {
        let items = self.list(part);
        let texts = items.iter().filter_map(|item| self.string(item));
        texts.collect()
    }

    /// The switch under a key; off when there is no such key.
    pub(super) fn flag(&mut self, part: &Part<'d>, key: &str) -> bool {
        child(part, key).is_some_and(|part| self.boolean(&part))
    }

    /// `true` or `false`.
    pub(super) fn boolean(&mut self, part: &Part<'d>) -> bool {
        let flag = part.value.as_bool();
        if flag.is_none() {
            self.wrong(part, "true or false");
        }
        flag.unwrap_or_default()
    }

    /// A length or a count; `5.0` is one too (JSON Schema 2020-12, 4.2.1).
    pub(super) fn count(&mut self, part: &Part<'d>) -> Option<u64> {
        let huge = |value: &Value| value.as_f64().is_some_and(|count| count > 9e15);
        let count = whole(part.value).or_else(|| huge(part.value).then_some(u64::MAX));
        if count.is_none() {
            self.wrong(part, "a whole number of 0 or more");
        }
        count
    }

    pub(super) fn number(&mut self, part: &Part<'d>) -> Option<Number> {
        let number = part.value.as_number().cloned();
        if number.is_none() {
            self.wrong(part, "a number");
        }
        number
    }

    /// The part itself, or what its `$ref` leads to in the end; both are of one kind.
    pub(super) fn resolved(&mut self, part: &Part<'d>, kind: Kind) -> Option<Part<'d>> {
        let first = reference(part.value);
        let found = match resolve(self.root, part.value, &part.at) {
            Ok(found) => found,
            Err(error) => {
                self.unresolved(&part.at, error);
                return None;
            }
        };
        if let Some(target) = first
            && !stands_as(kind, &found.at)
        {
            self.misled(&part.at, target, words(kind));
            return None;
        }
        self.object(&found)?;
        if let Some(reference) = child(&found, "$ref") {
            self.wrong(&reference, "a string");
            return None;
        }
        Some(found)
    }
}

/// Whether a place can hold a part of a kind; extensions may hold any.
fn stands_as(kind: Kind, at: &Pointer) -> bool {
    let steps = at.steps();
    let there = Kind::at(steps.iter().map(String::as_str));
    there == kind || there == Kind::Data
}

fn words(kind: Kind) -> &'static str {
    match kind {
        Kind::Parameter => "a parameter",
        Kind::Header => "a header",
        Kind::RequestBody => "a request body",
        Kind::Response => "a response",
        Kind::Callback => "a callback",
        Kind::SecurityScheme => "a security scheme",
        _ => "what must stand here",
    }
}
