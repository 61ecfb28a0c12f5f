//! Responses without a description, which OpenAPI asks for, and with a body that HTTP forbids.

use serde_json::{Value, json};
use ureq::http::StatusCode;

use super::action::Fix;
use crate::document::{Kind, walk};

/// Each gets what its status means.
pub fn descriptions(document: &Value) -> Vec<Fix> {
    let responses = walk(Kind::Document, document).filter(|node| {
        node.kind == Kind::Response
            && node.value.is_object()
            && node.reference().is_none()
            && matches!(node.value["description"], Value::Null)
    });
    let fixes = responses.map(|node| {
        let steps = node.pointer().steps();
        let key = steps.last().map(String::as_str).unwrap_or_default();
        let reason = "A response must have a description (OpenAPI, Response Object); this is the meaning of its status.";
        let update = json!({ "description": meaning(key) });
        Fix::merge(node.pointer(), update, reason)
    });
    fixes.collect()
}

/// Bodies of responses that cannot have one go.
pub fn bodies(document: &Value) -> Vec<Fix> {
    let responses = walk(Kind::Document, document).filter(|node| node.kind == Kind::Response);
    let fixes = responses.filter_map(|node| {
        let steps = node.pointer().steps();
        let [first, .., holder, code] = &steps[..] else {
            return None;
        };
        let is_bodiless = holder == "responses" && ["204", "205", "304"].contains(&code.as_str());
        let content = node.value["content"].as_object()?;
        let reason = format!("A {code} has no body (RFC 9110, section 15).");
        // The name of a component is not a status.
        (is_bodiless && first != "components" && !content.is_empty())
            .then(|| Fix::remove(node.pointer().child("content"), reason))
    });
    fixes.collect()
}

fn meaning(key: &str) -> &str {
    let status = StatusCode::from_bytes(key.as_bytes()).ok();
    match (status.and_then(|status| status.canonical_reason()), key) {
        (Some(reason), _) => reason,
        (None, "default") => "Any other response",
        (None, "1XX") => "Informational",
        (None, "2XX") => "Success",
        (None, "3XX") => "Redirection",
        (None, "4XX") => "Client error",
        (None, "5XX") => "Server error",
        (None, name) => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn responses_have_what_their_status_allows() {
        let content = json!({ "text/plain": {} });
        let responses = json!({
            "200": { "content": content }, "204": { "description": "Gone", "content": content }, "304": {}, "default": {}, "4XX": {},
            "404": { "$ref": "#/components/responses/204" },
        });
        let document = json!({
            "paths": { "/a": { "get": { "responses": responses } } },
            "components": { "responses": { "204": { "description": "A name", "content": content } } },
        });
        let described: Vec<_> = descriptions(&document)
            .iter()
            .map(|fix| fix.actions(&document).unwrap().actions[0]["update"]["description"].clone())
            .collect();
        let expected = ["OK", "Not Modified", "Any other response", "Client error"];
        assert_eq!(described, expected);
        let places: Vec<_> = bodies(&document)
            .iter()
            .map(|fix| fix.at.to_string())
            .collect();
        assert_eq!(places, ["/paths/~1a/get/responses/204/content"]);
    }
}
