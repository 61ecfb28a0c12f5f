//! Places of a document as JSONPath queries (RFC 9535).

use serde_json::Value;

use crate::document::Pointer;
use crate::overlay::is_query;

/// The query that leads to a place of a document and nowhere else. `None` when nothing is there, or when an overlay cannot say it.
///
/// A parameter is found by its name: its number changes when the publisher adds another.
pub fn target(document: &Value, at: &Pointer) -> Option<String> {
    let mut query = "$".to_owned();
    let mut value = document;
    for step in at.steps() {
        value = match value {
            Value::Object(members) => {
                query.push_str(&member(&step));
                members.get(&step)?
            }
            Value::Array(items) => {
                let index: usize = step.parse().ok()?;
                query.push_str(&item(items, index));
                items.get(index)?
            }
            _ => return None,
        };
    }
    is_query(&query).then_some(query)
}

fn member(key: &str) -> String {
    let mut characters = key.chars();
    let starts = characters.next().is_some_and(|c| c.is_ascii_alphabetic());
    if starts && characters.all(|c| c.is_ascii_alphanumeric()) {
        format!(".{key}")
    } else {
        format!("[{}]", quoted(key))
    }
}

fn item(items: &[Value], index: usize) -> String {
    let named = |item: &Value| {
        let name = item.get("name")?.as_str()?.to_owned();
        Some((name, item.get("in")?.as_str()?.to_owned()))
    };
    let Some((name, location)) = items.get(index).and_then(named) else {
        return format!("[{index}]");
    };
    let same = items.iter().filter_map(named);
    if same
        .filter(|parameter| *parameter == (name.clone(), location.clone()))
        .count()
        > 1
    {
        return format!("[{index}]");
    }
    let (name, location) = (quoted(&name), quoted(&location));
    format!("[?@.name == {name} && @.in == {location}]")
}

/// A text in single quotes (RFC 9535, section 2.3.1.1).
fn quoted(text: &str) -> String {
    let mut quoted = "'".to_owned();
    for character in text.chars() {
        match character {
            '\'' | '\\' => quoted.extend(['\\', character]),
            control if control.is_ascii_control() => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(control)));
            }
            other => quoted.push(other),
        }
    }
    quoted + "'"
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use serde_json_path::JsonPath;

    use super::*;

    #[test]
    fn any_key_is_found_and_no_other() {
        let keys = [
            "a",
            "A1",
            "1a",
            "",
            " ",
            "a-b",
            "a_b",
            "ä",
            "𝄞",
            "/a/{id}",
            "it's",
            "say \"x\"",
            "\\",
            "\\'",
            "']",
            "a.b",
            "..",
            "*",
            "$",
            "@",
            "?@.a == 1",
            "a\nb",
            "a\tb",
            "\r",
            "\u{0}",
            "\u{1b}[31m",
            "\u{7f}",
            "\u{2028}",
            "true",
            "length",
            "~1",
            "\\u0041",
        ];
        for key in keys {
            let document =
                json!({ "x": { key: { "here": 1 }, "other": { "here": 2 } }, "here": 3 });
            let at = Pointer::from("/x").child(key);
            let query = target(&document, &at).unwrap();
            let path = JsonPath::parse(&query).unwrap_or_else(|error| panic!("{query}: {error}"));
            let found: Vec<_> = path.query(&document).all();
            assert_eq!(found, [&json!({ "here": 1 })], "{query}");
        }
    }

    #[test]
    fn parameters_are_found_by_name_and_other_items_by_number() {
        let one = |name: &str, place: &str| json!({ "name": name, "in": place, "schema": {} });
        let document = json!({ "a": [one("it's", "path"), one("it's", "query"), one("b", "path"), one("b", "path"), { "$ref": "#/x" }] });
        for (place, expected) in [
            (
                "/a/0/schema",
                "$.a[?@.name == 'it\\'s' && @.in == 'path'].schema",
            ),
            ("/a/2", "$.a[2]"),
            ("/a/4", "$.a[4]"),
        ] {
            let query = target(&document, &place.into()).unwrap();
            assert_eq!(query, expected);
            let path = JsonPath::parse(&query).unwrap();
            assert_eq!(path.query(&document).len(), 1, "{query}");
        }
        assert_eq!(target(&document, &"/a/5".into()), None);
        assert_eq!(target(&document, &"/b".into()), None);
    }

    #[test]
    fn what_no_overlay_can_say_has_no_target() {
        let key = "k".repeat(3000);
        let document = json!({ key.clone(): {} });
        assert_eq!(target(&document, &Pointer::default().child(key)), None);
    }
}
