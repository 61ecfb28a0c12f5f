use serde_json::{Map, Value};

use super::pointer::Pointer;

/// The methods that a path item can hold, in the order of the specification (OpenAPI 3.1, Path Item Object).
pub const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// A path item of `paths`.
#[derive(Clone, Copy)]
pub struct PathItem<'d> {
    /// Its path as the document writes it.
    pub path: &'d str,
    /// What is there.
    pub value: &'d Value,
}

/// An operation of `paths`.
#[derive(Clone, Copy)]
pub struct OperationNode<'d> {
    /// The path item that it is part of.
    pub item: PathItem<'d>,
    /// Its method, in lower case.
    pub method: &'static str,
    /// What is there.
    pub value: &'d Value,
}

/// The path items, in the document's order.
pub fn path_items(document: &Value) -> impl Iterator<Item = PathItem<'_>> {
    let paths = document["paths"].as_object().into_iter().flatten();
    paths.map(|(path, value)| PathItem { path, value })
}

/// The operations: path by path in the document's order, each path's in the order of [`METHODS`].
pub fn operations(document: &Value) -> impl Iterator<Item = OperationNode<'_>> {
    path_items(document).flat_map(PathItem::operations)
}

/// The names in a path that are filled in: `id` of `/notes/{id}`.
pub fn templates(path: &str) -> impl Iterator<Item = &str> {
    let starts = path.split('{').skip(1);
    starts.filter_map(|rest| rest.split('}').next())
}

/// Changes each operation that is an object; `change` gets its method and path too.
pub fn change_operations(
    document: &mut Value,
    mut change: impl FnMut(&str, &str, &mut Map<String, Value>),
) {
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (path, item) in paths.into_iter().flatten() {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            if is_method(method)
                && let Some(operation) = operation.as_object_mut()
            {
                change(method, path, operation);
            }
        }
    }
}

/// Takes an operation out, and its path item when no other is left in it.
pub fn remove_operation(document: &mut Value, path: &str, method: &str) {
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    let Some(paths) = paths else {
        return;
    };
    let Some(item) = paths.get_mut(path).and_then(Value::as_object_mut) else {
        return;
    };
    item.shift_remove(method);
    if !item.keys().any(|key| is_method(key)) {
        paths.shift_remove(path);
    }
}

/// Whether a key of a path item holds an operation.
pub fn is_method(key: &str) -> bool {
    METHODS.contains(&key)
}

impl<'d> PathItem<'d> {
    /// Its operations, in the order of [`METHODS`].
    pub fn operations(self) -> impl Iterator<Item = OperationNode<'d>> {
        METHODS.into_iter().filter_map(move |method| {
            let value = self.value.get(method)?;
            Some(OperationNode {
                item: self,
                method,
                value,
            })
        })
    }

    /// Where it is.
    pub fn at(self) -> Pointer {
        Pointer::from("/paths").child(self.path)
    }
}

impl<'d> OperationNode<'d> {
    /// Its path as the document writes it.
    pub fn path(self) -> &'d str {
        self.item.path
    }

    /// Where it is.
    pub fn at(self) -> Pointer {
        self.item.at().child(self.method)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn document() -> Value {
        json!({ "paths": {
            "/b/{id}": { "post": { "operationId": "b" }, "parameters": [], "get": {}, "x-get": {} },
            "/a": { "summary": "", "trace": {} },
            "/c": {},
        } })
    }

    #[test]
    fn operations_come_in_one_order() {
        let document = document();
        let found: Vec<_> = operations(&document)
            .map(|operation| format!("{} {}", operation.method, operation.at()))
            .collect();
        let expected = [
            "get /paths/~1b~1{id}/get",
            "post /paths/~1b~1{id}/post",
            "trace /paths/~1a/trace",
        ];
        assert_eq!(found, expected);
        for broken in [
            json!({}),
            json!({ "paths": [] }),
            json!({ "paths": { "/a": 1 } }),
        ] {
            assert_eq!(operations(&broken).count(), 0, "{broken}");
        }
    }

    #[test]
    fn a_path_goes_with_its_last_operation() {
        let mut document = document();
        remove_operation(&mut document, "/b/{id}", "get");
        remove_operation(&mut document, "/a", "trace");
        remove_operation(&mut document, "/none", "get");
        let left: Vec<_> = operations(&document).map(OperationNode::path).collect();
        assert_eq!(left, ["/b/{id}"]);
        assert!(document["paths"].get("/a").is_none());
    }

    #[test]
    fn each_operation_can_be_changed() {
        let mut document = document();
        change_operations(&mut document, |method, path, operation| {
            operation.insert("x".to_owned(), format!("{method} {path}").into());
        });
        assert_eq!(document["paths"]["/b/{id}"]["post"]["x"], "post /b/{id}");
        assert_eq!(document["paths"]["/a"]["trace"]["x"], "trace /a");
        assert_eq!(document["paths"]["/b/{id}"]["x-get"], json!({}));
    }
}
