use serde_json::Value;

use super::header::headers;
use super::operation::Reader;
use super::reference::resolve;
use super::response_content::response_contents;
use crate::diagnostic::constructs::message;
use crate::document::Pointer;
use crate::model::{Response, ResponseContent};

/// The responses of an operation, in the document's order.
pub fn responses(reader: &mut Reader, operation: &Value) -> Vec<Response> {
    let at = reader.at.child("responses");
    let listed = operation["responses"].as_object().into_iter().flatten();
    let mut responses = Vec::new();
    for (code, described) in listed {
        let at = at.child(code);
        let Some(found) = resolve(reader.root, described, &at, reader.diagnostics) else {
            continue;
        };
        let (at, described) = (found.at, found.value);
        let name = format!("{} response {code}", reader.name);
        responses.push(Response {
            code: code.clone(),
            headers: headers(reader, described, &at, &name),
            contents: body_of(reader, code, described, &at, &name),
            description: described["description"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
            at,
        });
    }
    responses
}

/// The forms of its body, where it has one; what else belongs to it is left out.
fn body_of(
    reader: &mut Reader,
    code: &str,
    response: &Value,
    at: &Pointer,
    name: &str,
) -> Vec<ResponseContent> {
    let has = |key: &str| {
        let entries = response[key].as_object();
        entries.is_some_and(|entries| !entries.is_empty())
    };
    if has("links") {
        reader.diagnostics.add(message::LINKS.at(at.child("links")));
    }
    let place = at.child("content");
    let left_out = match (reader.method, code) {
        ("head", _) => message::HEAD_CONTENT.at(place),
        (_, "204" | "205" | "304") => {
            let reason = format!("a {code} has no body (RFC 9110, section 15)");
            message::BODY_OF_BODILESS_STATUS.at(place).because(reason)
        }
        _ => return response_contents(reader, response, at, name),
    };
    if has("content") {
        reader.diagnostics.add(left_out);
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::read::contract::tests::{findings, read_operation};

    #[test]
    fn responses_keep_their_order_and_their_media_types() {
        let content = json!({ "application/xml": {}, "text/plain": {}, "application/a+json": {} });
        let headers = json!({ "X-A": { "required": true }, "Content-Type": {}, "X-B": { "schema": { "type": "object" } } });
        let responses = json!({ "default": { "description": "D" }, "2XX": { "content": content, "headers": headers } });
        let reading = read_operation(json!({ "responses": responses }), json!({}));
        let responses = &reading.contract.operations[0].responses;
        assert_eq!(responses[0].code, "default");
        assert_eq!(responses[0].statuses(), Some((100, 599)));
        assert_eq!(responses[1].statuses(), Some((200, 299)));
        assert!(responses[1].is_success() && !responses[0].is_success());
        let contents = responses[1].contents.iter();
        let names: Vec<_> = contents.map(|one| one.name.as_str()).collect();
        assert_eq!(
            names,
            ["application/xml", "text/plain", "application/a+json"]
        );
        let names: Vec<_> = responses[1].headers.iter().map(|one| &one.name).collect();
        assert_eq!(names, ["X-A"]);
        let found = findings(&reading);
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(
            found[1]
                .ends_with("X-B: only plain values and arrays of them are generated as headers")
        );
    }
}
