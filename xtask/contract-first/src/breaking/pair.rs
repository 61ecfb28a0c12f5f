//! The two documents side by side.

use std::collections::HashMap;

use serde_json::Value;

use super::usage::{Entry, Usage};

/// A document and what uses its parts.
pub struct Document<'d> {
    /// The document.
    pub value: &'d Value,
    /// Its operations and what they reach.
    pub usage: Usage<'d>,
}

/// The old document and the new one.
pub struct Pair<'d> {
    /// What was there.
    pub old: Document<'d>,
    /// What is there now.
    pub new: Document<'d>,
    /// Old path -> new path, where it was renamed.
    pub renamed: HashMap<String, String>,
}

impl<'d> Pair<'d> {
    /// Of two documents of which some paths were renamed.
    pub fn of(
        old: (&'d Value, Usage<'d>),
        new: (&'d Value, Usage<'d>),
        renamed: HashMap<String, String>,
    ) -> Self {
        let document = |(value, usage)| Document { value, usage };
        Self {
            old: document(old),
            new: document(new),
            renamed,
        }
    }

    /// Every operation that is in both, with both of its forms.
    pub fn operations(&self) -> impl Iterator<Item = (&Entry<'d>, &Entry<'d>)> {
        let key = |path: &str, method: &str| (path.to_owned(), method.to_owned());
        let now: HashMap<(String, String), &Entry<'d>> = self
            .new
            .usage
            .entries
            .iter()
            .map(|entry| (key(&entry.operation.path, &entry.operation.method), entry))
            .collect();
        self.old.usage.entries.iter().filter_map(move |old| {
            let path = &old.operation.path;
            let path = self.renamed.get(path).unwrap_or(path);
            let new = now.get(&key(path, &old.operation.method))?;
            Some((old, *new))
        })
    }
}
