use std::cell::Cell;

use serde_json::Value;

use super::equal::is_same;
use super::evaluated::Evaluated;
use super::node::Node;
use crate::validation::Checked;
use crate::violation::Violation;

/// Most nodes that are tried for each value inside of the one that is checked: alternatives inside of alternatives multiply.
const PER_VALUE: usize = 500;

/// Most nodes inside of each other; bodies have at most 127 levels.
const MAX_DEPTH: usize = 1_000;

/// What the document asks of values beyond their types.
pub(crate) struct Rules {
    nodes: Vec<Node>,
    /// Whether a text matches the pattern of a number; `None` when it takes too long to find out.
    matches: fn(usize, &str) -> Option<bool>,
}

/// A value that is checked.
pub(super) struct Check<'r> {
    pub rules: &'r Rules,
    /// How many more nodes may be tried.
    left: Cell<usize>,
    /// How many are being tried inside of each other.
    depth: Cell<usize>,
}

pub(super) type Found = Result<Evaluated, Violation>;

impl Rules {
    /// The table as the generator wrote it.
    pub(crate) fn new(nodes: &str, matches: fn(usize, &str) -> Option<bool>) -> Self {
        let nodes = serde_json::from_str(nodes);
        Self {
            nodes: nodes.expect("it was written when this crate was generated"),
            matches,
        }
    }

    /// Checks a value as it was sent.
    pub(crate) fn check(&self, node: usize, value: &Value) -> Checked {
        let check = Check {
            rules: self,
            left: Cell::new(PER_VALUE * (1 + values(value))),
            depth: Cell::new(0),
        };
        check.node(node, value).map(drop)
    }
}

impl Check<'_> {
    /// Takes one step more.
    pub(super) fn spend(&self) -> Checked {
        let left = self.left.get().saturating_sub(1);
        self.left.set(left);
        match left {
            0 => Err(too_long()),
            _ => Ok(()),
        }
    }

    /// What a node evaluates, or what of it does not hold.
    pub(super) fn node(&self, node: usize, value: &Value) -> Found {
        self.spend()?;
        let depth = self.depth.get();
        if depth == MAX_DEPTH {
            self.left.set(0);
            return Err(too_long());
        }
        self.depth.set(depth + 1);
        let found = self.node_here(node, value);
        self.depth.set(depth);
        found
    }

    fn node_here(&self, node: usize, value: &Value) -> Found {
        let node = &self.rules.nodes[node];
        of_type(node, value)?;
        let mut evaluated = self.parts(node, value)?;
        for inner in &node.all {
            evaluated.extend(self.node(*inner, value)?);
        }
        if let Some(several) = &node.any {
            evaluated.extend(self.alternatives(several, value, false)?);
        }
        if let Some(several) = &node.one {
            evaluated.extend(self.alternatives(several, value, true)?);
        }
        if let Some(excluded) = node.not
            && self.holds(excluded, value)?.is_some()
        {
            return Err(wrong(exclusion(&self.rules.nodes[excluded])));
        }
        if let Some(condition) = node.condition {
            let consequence = match self.holds(condition, value)? {
                Some(found) => {
                    evaluated.extend(found);
                    node.then
                }
                None => node.otherwise,
            };
            if let Some(consequence) = consequence {
                evaluated.extend(self.node(consequence, value)?);
            }
        }
        self.unevaluated(node, value, &mut evaluated)?;
        Ok(evaluated)
    }

    /// What keywords of one kind of values ask.
    fn parts(&self, node: &Node, value: &Value) -> Found {
        match value {
            Value::Number(number) => super::scalars::number(&node.numbers, number),
            Value::String(text) => self.text(&node.strings, text),
            Value::Array(items) => self.array(&node.arrays, items),
            Value::Object(entries) => self.object(&node.objects, entries, value),
            Value::Null | Value::Bool(_) => Ok(Evaluated::default()),
        }
    }

    /// What a node evaluates where it holds; an error where it takes too long to find out.
    pub(super) fn holds(&self, node: usize, value: &Value) -> Result<Option<Evaluated>, Violation> {
        let found = self.node(node, value);
        match self.left.get() {
            0 => Err(too_long()),
            _ => Ok(found.ok()),
        }
    }

    fn alternatives(&self, several: &[usize], value: &Value, only: bool) -> Found {
        let mut evaluated = Evaluated::default();
        let mut count = 0;
        for node in several {
            if let Some(found) = self.holds(*node, value)? {
                count += 1;
                evaluated.extend(found);
            }
        }
        match count {
            0 => Err(wrong(
                "must be one of the alternatives in the document".to_owned(),
            )),
            2.. if only => Err(wrong(
                "must be exactly one of the alternatives in the document".to_owned(),
            )),
            _ => Ok(evaluated),
        }
    }

    /// Whether a text matches a pattern; an error where it takes too long to find out, and so does everything around it.
    pub(super) fn is_match(&self, pattern: usize, text: &str) -> Result<bool, Violation> {
        (self.rules.matches)(pattern, text).ok_or_else(|| {
            self.left.set(0);
            too_long()
        })
    }
}

fn of_type(node: &Node, value: &Value) -> Checked {
    if let Some(types) = &node.types
        && !types.iter().any(|one| one.is_of(value))
    {
        let words: Vec<_> = types.iter().map(|one| one.words()).collect();
        return Err(wrong(match words.is_empty() {
            true => "is not allowed".to_owned(),
            false => format!("must be {}", words.join(" or ")),
        }));
    }
    match &node.values {
        Some(values) if !values.iter().any(|one| is_same(one, value)) => {
            Err(wrong(format!("must be one of {}", listed(values))))
        }
        _ => Ok(()),
    }
}

/// What is said of a value that is excluded.
fn exclusion(node: &Node) -> String {
    let required = &node.objects.required;
    match &node.values {
        Some(values) => format!("must not be {}", listed(values)),
        None if !required.is_empty() => format!("must not have {}", required.join(" with ")),
        None => "is excluded by the document".to_owned(),
    }
}

fn listed(values: &[Value]) -> String {
    let texts = values.iter().map(|value| match value {
        Value::String(text) => format!("`{text}`"),
        value => format!("`{value}`"),
    });
    texts.collect::<Vec<_>>().join(", ")
}

pub(super) fn wrong(problem: String) -> Violation {
    Violation {
        field: String::new(),
        problem,
    }
}

fn too_long() -> Violation {
    wrong("takes too long to be checked".to_owned())
}

/// How many values there are in one.
fn values(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(|item| 1 + values(item)).sum(),
        Value::Object(entries) => entries.values().map(|value| 1 + values(value)).sum(),
        _ => 0,
    }
}
