use serde_json::{Map, Value};

use super::equal::is_same;
use super::evaluated::Evaluated;
use super::node::{Arrays, Node, Objects};
use super::scalars::count;
use super::table::{Check, Found, wrong};
use crate::validation::Checked;
use crate::violation::Violation;

impl Check<'_> {
    pub(super) fn array(&self, keywords: &Arrays, items: &[Value]) -> Found {
        count(items.len(), keywords.min, keywords.max, ["item", "items"])?;
        let mut evaluated = Evaluated::default();
        for (index, item) in items.iter().enumerate() {
            let node = keywords.prefix.get(index).or(keywords.items.as_ref());
            if let Some(node) = node {
                self.item(*node, index, item)?;
                evaluated.items.insert(index);
            }
        }
        if keywords.unique && self.has_twins(items)? {
            return Err(wrong("must have no item twice".to_owned()));
        }
        if let Some(contains) = &keywords.contains {
            let mut found = 0;
            for (index, item) in items.iter().enumerate() {
                if self.holds(contains.node, item)?.is_some() {
                    evaluated.items.insert(index);
                    found += 1;
                }
            }
            let units = ["item", "items"]
                .map(|items| format!("{items} of those that the document asks for"));
            count(found, contains.min, contains.max, [&units[0], &units[1]])?;
        }
        Ok(evaluated)
    }

    fn item(&self, node: usize, index: usize, item: &Value) -> Checked {
        let found = self.node(node, item);
        found
            .map(drop)
            .map_err(|violation| violation.inside(&format!("[{index}]")))
    }

    fn has_twins(&self, items: &[Value]) -> Result<bool, Violation> {
        for (index, item) in items.iter().enumerate() {
            for other in &items[..index] {
                // Comparing many takes its time, too.
                self.spend()?;
                if is_same(item, other) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// `value` is the object of these entries.
    pub(super) fn object(
        &self,
        keywords: &Objects,
        entries: &Map<String, Value>,
        value: &Value,
    ) -> Found {
        count(
            entries.len(),
            keywords.min,
            keywords.max,
            ["property", "properties"],
        )?;
        let is_there = |name: &&String| !entries.contains_key(*name);
        if let Some(missing) = keywords.required.iter().find(is_there) {
            return Err(wrong("is required".to_owned()).inside(missing));
        }
        for (name, needed) in &keywords.needs {
            if entries.contains_key(name)
                && let Some(missing) = needed.iter().find(is_there)
            {
                return Err(wrong(format!("is required beside {name}")).inside(missing));
            }
        }
        let mut evaluated = Evaluated::default();
        for (name, property) in entries {
            if self.property(keywords, name, property)? {
                evaluated.names.insert(name.clone());
            }
        }
        for (name, node) in &keywords.dependent {
            if entries.contains_key(name) {
                evaluated.extend(self.node(*node, value)?);
            }
        }
        Ok(evaluated)
    }

    /// Checks one property; whether something is said of it.
    fn property(&self, keywords: &Objects, name: &str, value: &Value) -> Result<bool, Violation> {
        let inside = |violation: Violation| violation.inside(name);
        if let Some(names) = keywords.names {
            let text = Value::String(name.to_owned());
            self.holds(names, &text)?
                .ok_or_else(|| wrong("is not an allowed name".to_owned()).inside(name))?;
        }
        let mut nodes = Vec::new();
        let named = keywords.properties.iter().filter(|(key, _)| key == name);
        nodes.extend(named.map(|(_, node)| *node));
        for (pattern, node) in &keywords.patterns {
            if self.is_match(*pattern, name)? {
                nodes.push(*node);
            }
        }
        if nodes.is_empty() {
            nodes.extend(keywords.others);
        }
        for node in &nodes {
            self.node(*node, value).map_err(inside)?;
        }
        Ok(!nodes.is_empty())
    }

    /// Checks what no keyword looked at.
    pub(super) fn unevaluated(
        &self,
        node: &Node,
        value: &Value,
        evaluated: &mut Evaluated,
    ) -> Checked {
        match (value, node.arrays.unevaluated, node.objects.unevaluated) {
            (Value::Array(items), Some(node), _) => {
                for (index, item) in items.iter().enumerate() {
                    if evaluated.items.insert(index) {
                        self.item(node, index, item)?;
                    }
                }
                Ok(())
            }
            (Value::Object(entries), _, Some(node)) => {
                for (name, value) in entries {
                    if evaluated.names.insert(name.clone()) {
                        let found = self.node(node, value);
                        found.map_err(|violation| violation.inside(name))?;
                    }
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }
}
