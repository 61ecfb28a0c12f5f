use super::part::Part;
use super::reader::Reader;
use crate::document::Kind;
use crate::model::description::{Callback, Webhook};

impl<'d> Reader<'d> {
    /// The callbacks of an operation.
    pub(super) fn callbacks(&mut self, operation: &Part<'d>) -> Vec<Callback> {
        let entries = self.entries(operation, "callbacks").into_iter();
        let callbacks = entries.flat_map(|(name, part)| self.callback(name, &part));
        callbacks.collect()
    }

    /// A callback, by its addresses; none when it is read already: it is a callback of its own operations.
    pub(super) fn callback(&mut self, name: &str, part: &Part<'d>) -> Vec<Callback> {
        let found = self.resolved(part, Kind::Callback);
        let Some(part) = found.filter(|part| !self.callbacks.contains(&part.at)) else {
            return Vec::new();
        };
        self.callbacks.push(part.at.clone());
        let entries = self.map(&part).into_iter();
        let addresses = entries.filter(|(key, _)| !key.starts_with("x-"));
        let callbacks = addresses.map(|(expression, item)| Callback {
            at: item.at.clone(),
            name: name.to_owned(),
            expression: expression.to_owned(),
            operations: self.path_item(expression, &item),
        });
        let callbacks = callbacks.collect();
        self.callbacks.pop();
        callbacks
    }

    /// The webhooks of the document.
    pub(super) fn webhooks(&mut self) -> Vec<Webhook> {
        let document = self.document();
        let entries = self.entries(&document, "webhooks").into_iter();
        entries
            .map(|(name, item)| Webhook {
                name: name.to_owned(),
                operations: self.path_item(name, &item),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::read::description::testing::{document_with, operation, read};

    #[test]
    fn a_callback_has_operations_of_its_own() {
        let item = json!({ "post": { "requestBody": { "content": { "a/b": {} } } } });
        let callbacks = json!({ "done": { "{$request.body#/url}": item, "x-a": 5 } });
        let read = operation(json!({ "callbacks": callbacks }));
        let callback = &read.callbacks[0];
        assert_eq!(
            (callback.name.as_str(), callback.expression.as_str()),
            ("done", "{$request.body#/url}")
        );
        assert!(callback.operations[0].body.is_some());
    }

    #[test]
    fn a_callback_may_lead_to_itself() {
        let to = json!({ "$ref": "#/components/callbacks/Again" });
        let again = json!({ "{$url}": { "post": { "callbacks": { "again": to } } } });
        let document = document_with(
            json!({ "callbacks": { "first": to } }),
            json!({ "callbacks": { "Again": again } }),
        );
        let read = read(&document);
        let first = &read.operations[0].callbacks[0];
        assert_eq!(first.at.as_str(), "/components/callbacks/Again/{$url}");
        assert_eq!(first.operations[0].callbacks.len(), 0);
    }

    #[test]
    fn webhooks_are_path_items() {
        let mut document =
            document_with(json!({}), json!({ "pathItems": { "New": { "post": {} } } }));
        document["webhooks"] = json!({ "created": { "$ref": "#/components/pathItems/New" } });
        let read = read(&document);
        assert_eq!(read.webhooks[0].name, "created");
        assert_eq!(read.webhooks[0].operations[0].path, "created");
    }
}
