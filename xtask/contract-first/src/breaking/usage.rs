//! Which operations a place of a document belongs to.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use anyhow::{Result, ensure};
use serde_json::Value;

use crate::document::{self, Kind, METHODS, Pointer, operations, target, walk};

/// Most uses of components by operations, over ways through other components too: each is told with what it is about.
const MAX_USES: usize = 5_000_000;

/// What a caller calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Its operationId, if it has one.
    pub id: Option<String>,
    /// Its method, in capitals.
    pub method: String,
    /// Its path as the document writes it.
    pub path: String,
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)?;
        match &self.id {
            Some(id) => write!(f, " ({id})"),
            None => Ok(()),
        }
    }
}

/// Which way something travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// From the caller.
    Request,
    /// To the caller.
    Response,
    /// Neither, or not known.
    Other,
}

/// An operation with its place in the document.
pub struct Entry<'d> {
    /// What it is called by.
    pub operation: Operation,
    /// Its path item.
    pub item: &'d Value,
    /// The operation itself.
    pub value: &'d Value,
}

/// The operations of a document and the components that each of them reaches.
pub struct Usage<'d> {
    /// Every operation, in the document's order.
    pub entries: Vec<Entry<'d>>,
    reached: HashMap<String, BTreeSet<(usize, Part)>>,
    document: &'d Value,
}

impl<'d> Usage<'d> {
    /// Of a document.
    ///
    /// # Errors
    /// Its operations use more components, all in all, than can be told.
    pub fn of(document: &'d Value) -> Result<Self> {
        Self::within(MAX_USES, document)
    }

    fn within(most: usize, document: &'d Value) -> Result<Self> {
        let mut uses = 0;
        let mut usage = Self {
            entries: Vec::new(),
            reached: HashMap::new(),
            document,
        };
        let mut edges = HashMap::new();
        for node in operations(document).filter(|node| node.value.is_object()) {
            let operation = Operation {
                id: node.value["operationId"].as_str().map(str::to_owned),
                method: node.method.to_uppercase(),
                path: node.path().to_owned(),
            };
            usage.entries.push(Entry {
                operation,
                item: node.item.value,
                value: node.value,
            });
            uses += usage.reach(&mut edges);
            ensure!(
                uses <= most,
                "its operations use more than {most} components, all in all (`{}` was the last that was looked at): \
                 compare documents with fewer operations",
                node.path()
            );
        }
        Ok(usage)
    }

    /// The operations that the place is part of, and which way it travels there.
    pub fn at(&self, pointer: &str) -> Vec<(usize, Part)> {
        let steps: Vec<String> = steps(pointer);
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        match steps.as_slice() {
            ["paths", path, rest @ ..] => {
                let (method, part) = match rest {
                    [method, rest @ ..] if METHODS.contains(method) => (Some(*method), part(rest)),
                    rest => (None, part(rest)),
                };
                let every = self.entries.iter().enumerate();
                every
                    .filter(|(_, entry)| entry.operation.path == *path)
                    .filter(|(_, entry)| {
                        method.is_none_or(|method| {
                            entry.operation.method.eq_ignore_ascii_case(method)
                        })
                    })
                    .map(|(index, _)| (index, part))
                    .collect()
            }
            ["components", _, _, ..] => self
                .reached
                .get(&component(pointer))
                .into_iter()
                .flatten()
                .copied()
                .collect(),
            ["security", ..] => {
                let every = self.entries.iter().enumerate();
                every
                    .filter(|(_, entry)| entry.value.get("security").is_none())
                    .map(|(index, _)| (index, Part::Other))
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// The operations at a place.
    pub fn operations(&self, pointer: &str) -> Vec<Operation> {
        let mut indices: Vec<usize> = self
            .at(pointer)
            .into_iter()
            .map(|(index, _)| index)
            .collect();
        indices.dedup();
        indices
            .into_iter()
            .map(|index| self.entries[index].operation.clone())
            .collect()
    }

    /// The list of security requirements that holds for an operation, and where it stands.
    pub fn security(&self, entry: &Entry<'d>) -> Option<(&'d Value, String)> {
        if let Some(own) = entry.value.get("security") {
            let method = entry.operation.method.to_lowercase();
            let at = Pointer::from("/paths").descend(&[&entry.operation.path, &method, "security"]);
            return Some((own, at.to_string()));
        }
        let common = self.document.get("security")?;
        Some((common, "/security".to_owned()))
    }

    /// Notes every component that the operation added last leads to; gives how many.
    fn reach(&mut self, edges: &mut HashMap<String, Vec<String>>) -> usize {
        let mut uses = 0;
        let index = self.entries.len() - 1;
        let entry = &self.entries[index];
        let mut open: Vec<(String, Part)> = Vec::new();
        let (item, value) = (entry.item, entry.value);
        for (holder, kind, key, part) in [
            (item, Kind::PathItem, "parameters", Part::Request),
            (value, Kind::Operation, "parameters", Part::Request),
            (value, Kind::Operation, "requestBody", Part::Request),
            (value, Kind::Operation, "responses", Part::Response),
            (value, Kind::Operation, "callbacks", Part::Other),
        ] {
            let found = references(kind.child(key), &holder[key]);
            open.extend(found.into_iter().map(|target| (target, part)));
        }
        if let Some((security, _)) = self.security(entry) {
            let names = security
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_object)
                .flat_map(|alternative| alternative.keys());
            open.extend(names.map(|name| (scheme(name), Part::Other)));
        }
        while let Some((target, part)) = open.pop() {
            let users = self.reached.entry(target.clone()).or_default();
            if !users.insert((index, part)) {
                continue;
            }
            uses += 1;
            let next = edges.entry(target).or_insert_with_key(|target| {
                let steps = steps(target);
                let kind = Kind::at(steps.iter().map(String::as_str));
                references(kind, self.document.pointer(target).unwrap_or(&Value::Null))
            });
            open.extend(next.iter().map(|target| (target.clone(), part)));
        }
        uses
    }
}

/// Where a security scheme is defined.
pub fn scheme(name: &str) -> String {
    let schemes = Pointer::from("/components/securitySchemes");
    schemes.child(name).to_string()
}

/// What `node` is, or what its `$ref` leads to.
pub fn resolved<'d>(document: &'d Value, node: &'d Value) -> &'d Value {
    let reference = document::reference(node);
    let found = reference.and_then(|reference| target(document, reference));
    found.unwrap_or(node)
}

/// The steps of a JSON pointer, unescaped.
pub fn steps(pointer: &str) -> Vec<String> {
    Pointer::from(pointer).steps()
}

fn part(rest: &[&str]) -> Part {
    match rest.first() {
        Some(&("parameters" | "requestBody")) => Part::Request,
        Some(&"responses") => Part::Response,
        _ => Part::Other,
    }
}

/// `/components/schemas/Note` of a pointer into it.
fn component(pointer: &str) -> String {
    let end = pointer.match_indices('/').nth(3).map(|(at, _)| at);
    pointer[..end.unwrap_or(pointer.len())].to_owned()
}

/// The components that a part refers to.
fn references(kind: Kind, part: &Value) -> Vec<String> {
    let references = walk(kind, part).filter_map(|node| node.reference());
    let targets = references.filter_map(Pointer::of_reference);
    targets
        .filter(|target| target.as_str().starts_with("/components/"))
        .map(|target| component(target.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn too_many_uses_are_refused() {
        let to =
            |name: &str| json!({ "schema": { "$ref": format!("#/components/schemas/{name}") } });
        let document = json!({
            "paths": { "/a": { "get": { "parameters": [to("A")] } }, "/b": { "get": { "parameters": [to("A")] } } },
            "components": { "schemas": { "A": { "items": to("B")["schema"] }, "B": { "items": to("A")["schema"] } } },
        });
        let used = Usage::within(4, &document).unwrap();
        assert_eq!(used.operations("/components/schemas/B/items").len(), 2);
        let refused = Usage::within(3, &document).err().unwrap().to_string();
        assert!(refused.contains("more than 3 components"), "{refused}");
        assert!(refused.contains("`/b`"), "{refused}");
    }
}
