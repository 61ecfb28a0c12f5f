//! Places by name: what is in a list is found by what it is, wherever in the list it is.

use std::collections::HashMap;

use crate::document::Pointer;
use crate::model::description::{ApiDescription, Operation};

/// The names of the items of lists that places lead through.
pub struct ItemNames(HashMap<Pointer, Option<String>>);

impl ItemNames {
    /// The names that some places of a document need: of a parameter where it is sent and its name, of a server its address, of an
    /// alternative the schema that it refers to. What has no name keeps its position.
    pub fn of<'p>(description: &ApiDescription, places: impl Iterator<Item = &'p Pointer>) -> Self {
        let items = places.flat_map(items);
        let mut names = Self(items.map(|item| (item, None)).collect());
        if names.0.is_empty() {
            return names;
        }
        let webhooks = description
            .webhooks
            .iter()
            .flat_map(|webhook| &webhook.operations);
        for operation in description.operations.iter().chain(webhooks) {
            names.name_parts(operation);
        }
        for (_, schema) in description.schemas.iter() {
            if let Some(target) = schema.keywords.reference {
                let target = &description.schemas[target].at;
                names.name(&schema.at, || target.as_str().to_owned());
            }
        }
        names
    }

    fn name_parts(&mut self, operation: &Operation) {
        for parameter in &operation.parameters {
            let name = || format!("{}:{}", parameter.location.word(), parameter.name);
            self.name(&parameter.at, name);
        }
        for server in &operation.servers {
            self.name(&server.at, || server.url.clone());
        }
        let callbacks = operation.callbacks.iter();
        for operation in callbacks.flat_map(|callback| &callback.operations) {
            self.name_parts(operation);
        }
    }

    fn name(&mut self, at: &Pointer, name: impl FnOnce() -> String) {
        if let Some(known) = self.0.get_mut(at) {
            *known = Some(name());
        }
    }

    /// A place, with names for positions.
    pub fn place(&self, place: &Pointer) -> String {
        let mut named = Pointer::default();
        let mut at = Pointer::default();
        for step in place.steps() {
            at = at.child(&step);
            let name = self.0.get(&at).and_then(Option::as_ref);
            named = named.child(name.unwrap_or(&step));
        }
        named.as_str().to_owned()
    }
}

/// The items of lists that a place leads through; of `prefixItems` the position is what counts.
fn items(place: &Pointer) -> Vec<Pointer> {
    let mut at = Pointer::default();
    let mut items = Vec::new();
    let mut list = String::new();
    for step in place.steps() {
        at = at.child(&step);
        if is_position(&step) && list != "prefixItems" {
            items.push(at.clone());
        }
        list = step;
    }
    items
}

/// Whether a step of a place may be a position in a list.
pub fn is_position(step: &str) -> bool {
    !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit())
}
