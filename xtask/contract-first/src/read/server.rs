use serde_json::{Map, Value};

use crate::model::{Server, ServerVariable};

/// The first server's URL, its variables at their defaults; `None` for one that is not an absolute URL.
pub fn base(servers: &[Server]) -> Option<String> {
    let server = servers.first()?;
    let usable = server.is_absolute() && server.is_plain();
    usable.then(|| server.url().trim_end_matches('/').to_owned())
}

/// The servers of the document, a path or an operation.
pub fn servers(holder: &Value) -> Vec<Server> {
    let listed = holder["servers"].as_array().into_iter().flatten();
    listed.map(server).collect()
}

/// The server of an operation where it is not one of the document's list: its own first one, or its path's.
pub fn own_server(root: &Value, operation: &Value, path: &Value) -> Option<Server> {
    let named = [operation, path].into_iter();
    let mut lists = named.filter_map(|holder| holder.get("servers").filter(|list| is_some(list)));
    let own = lists.next()?;
    let first = own.get(0).map(server)?;
    (root.get("servers") != Some(own) && first.is_plain()).then_some(first)
}

fn is_some(list: &Value) -> bool {
    list.as_array().is_some_and(|list| !list.is_empty())
}

fn server(described: &Value) -> Server {
    let variables = described.get("variables").and_then(Value::as_object);
    let variables = variables.into_iter().flat_map(Map::iter);
    Server::new(
        described["url"].as_str().unwrap_or_default(),
        text(&described["description"]),
        variables.map(|(name, one)| variable(name, one)).collect(),
    )
}

fn variable(name: &str, described: &Value) -> ServerVariable {
    let default = text(&described["default"]);
    let listed = described["enum"].as_array().into_iter().flatten();
    let mut values: Vec<_> = listed.map(text).collect();
    if !values.is_empty() && !values.contains(&default) {
        values.insert(0, default.clone());
    }
    ServerVariable {
        name: name.to_owned(),
        default,
        values,
        description: text(&described["description"]),
    }
}

/// A text, or a number that stands for its text: ports are written so.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_an_absolute_url_is_a_base() {
        let variable = json!({ "default": "v1" });
        for (server, expected) in [
            (
                json!({ "url": "https://a.example/" }),
                Some("https://a.example"),
            ),
            (
                json!({ "url": "http://a/{b}", "variables": { "b": variable } }),
                Some("http://a/v1"),
            ),
            (json!({ "url": "/v1" }), None),
            (json!({ "url": "https://a/{b}" }), None),
            (json!({ "url": "https://a b" }), None),
            (json!({ "url": "https://a?b" }), None),
        ] {
            let document = json!({ "servers": [server] });
            assert_eq!(base(&servers(&document)).as_deref(), expected, "{server}");
        }
        assert_eq!(base(&[]), None);
    }

    #[test]
    fn the_nearest_server_is_the_operations() {
        let [a, b, c] = ["https://a", "/b", "https://c"].map(|url| json!([{ "url": url }]));
        let holder = |list: &Value| json!({ "servers": list });
        let none = json!({});
        let root = holder(&a);
        for (operation, path, expected) in [
            (&none, &none, None),
            (&holder(&json!([])), &none, None),
            (&root, &none, None),
            (&holder(&b), &holder(&c), Some("/b")),
            (&none, &holder(&c), Some("https://c")),
            (&holder(&json!([{ "url": "https://{c}" }])), &none, None),
        ] {
            let found = own_server(&root, operation, path);
            let found = found.map(|server| server.url());
            assert_eq!(found.as_deref(), expected, "{operation} {path}");
        }
    }

    #[test]
    fn a_default_is_one_of_the_values() {
        let port = json!({ "default": 8443, "enum": [443], "description": "D" });
        let list = json!({ "servers": [{ "url": "https://a:{p}", "variables": { "p": port } }] });
        let servers = servers(&list);
        let variable = servers[0].variable("p").unwrap();
        assert_eq!(
            (variable.default.as_str(), variable.description.as_str()),
            ("8443", "D")
        );
        assert_eq!(variable.values, ["8443", "443"]);
    }
}
