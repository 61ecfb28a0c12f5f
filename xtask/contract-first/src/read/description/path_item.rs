use std::collections::HashMap;

use super::part::Part;
use super::reader::Reader;
use crate::document::{METHODS, path_item_parts};
use crate::model::description::Operation;

impl<'d> Reader<'d> {
    /// The operations of a path item, or of the one that its `$ref` names. `path` is how requests get there.
    pub(super) fn path_item(&mut self, path: &str, part: &Part<'d>) -> Vec<Operation> {
        let Some(item) = self.object(part) else {
            return Vec::new();
        };
        let parts = match path_item_parts(self.root, item, part.at.clone()) {
            Ok(parts) => parts.into_iter().collect::<HashMap<_, _>>(),
            Err(fault) => {
                self.broken_path_item(&part.at, &fault);
                return Vec::new();
            }
        };
        let operations = METHODS.into_iter().filter_map(|method| {
            let operation = parts.get(method)?;
            self.operation(path, method, operation, &parts)
        });
        operations.collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::read::description::testing::{faults_of, read};

    fn document(item: Value, shared: Value) -> Value {
        json!({ "openapi": "3.1.0", "info": {}, "paths": { "/a": item, "x-b": { "get": {} } },
            "components": { "pathItems": { "Shared": shared } } })
    }

    #[test]
    fn a_path_item_elsewhere_is_read_where_it_stands() {
        let beside = json!({ "$ref": "#/components/pathItems/Shared", "get": {} });
        let shared = json!({ "post": {}, "parameters": [{ "name": "p", "in": "query" }] });
        let read = read(&document(beside, shared));
        let places: Vec<_> = read.operations.iter().map(|one| one.at.as_str()).collect();
        assert_eq!(
            places,
            ["/paths/~1a/get", "/components/pathItems/Shared/post"]
        );
        let parameter = &read.operations[0].parameters[0];
        assert_eq!(
            parameter.at.as_str(),
            "/components/pathItems/Shared/parameters/0"
        );
    }

    #[test]
    fn malformed_path_items_are_faults() {
        let to = |name: &str| json!({ "$ref": format!("#/components/pathItems/{name}") });
        for (item, shared, place) in [
            (json!("get"), json!({}), "/paths/~1a"),
            (json!({ "get": [] }), json!({}), "/paths/~1a/get"),
            (json!({ "$ref": 5 }), json!({}), "/paths/~1a/$ref"),
            (to("None"), json!({}), "/paths/~1a/$ref"),
            (to("Shared"), to("Shared"), "/paths/~1a/$ref"),
            (
                json!({ "$ref": "#/components/pathItems/Shared", "get": { "tags": [] } }),
                json!({ "get": {} }),
                "/paths/~1a/get",
            ),
        ] {
            let found = faults_of(&document(item, shared));
            assert!(found.iter().any(|one| one.0 == place), "{found:?}");
        }
    }
}
