use serde_json::{Map, Value};

use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::call;
use crate::document::Pointer;

/// The first server's URL, its variables at their defaults; `None` for one that is not an absolute URL.
pub fn base(root: &Value) -> Option<String> {
    let server = root["servers"].get(0)?;
    let mut url = server["url"].as_str()?.to_owned();
    let variables = server.get("variables").and_then(Value::as_object);
    for (name, variable) in variables.into_iter().flat_map(Map::iter) {
        let default = variable["default"].as_str().unwrap_or_default();
        url = url.replace(&format!("{{{name}}}"), default);
    }
    let absolute = url.starts_with("https://") || url.starts_with("http://");
    let plain = url
        .chars()
        .all(|c| c.is_ascii_graphic() && !"{}\"<>\\^`|?#".contains(c));
    (absolute && plain).then(|| url.trim_end_matches('/').to_owned())
}

/// The stub serves a path wherever it is mounted; clients send every call to their base URL.
pub fn note_servers(root: &Value, holder: &Value, at: &Pointer, diagnostics: &mut Diagnostics) {
    let own = holder.get("servers");
    let Some(servers) = own.filter(|own| root.get("servers") != Some(own)) else {
        return;
    };
    if servers.as_array().is_some_and(Vec::is_empty) {
        return;
    }
    diagnostics.add(call::OWN_SERVERS.at(at.child("servers")));
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
            assert_eq!(base(&document).as_deref(), expected, "{server}");
        }
        assert_eq!(base(&json!({})), None);
    }

    #[test]
    fn servers_of_a_part_are_noted_where_they_differ() {
        let root = json!({ "servers": [{ "url": "https://a" }] });
        for (holder, count) in [
            (json!({}), 0),
            (json!({ "servers": [] }), 0),
            (root.clone(), 0),
            (json!({ "servers": [{ "url": "https://b" }] }), 1),
        ] {
            let mut diagnostics = Diagnostics::default();
            note_servers(&root, &holder, &Pointer::from("/a"), &mut diagnostics);
            assert_eq!(diagnostics.found.len(), count, "{holder}");
        }
    }
}
