use anyhow::Result;
use contract_first::document::METHODS;
use serde_json::Value;

use super::sample_value::{resolved, sample};
use crate::test::http;

/// A request of a document's easiest operation: with what is required and no more, and the first of its alternatives of credentials.
pub struct SampleRequest {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Option<String>,
}

impl SampleRequest {
    /// The operation with the least that is required; `GET` before others, then the document's order.
    pub fn of_simplest_operation(document: &Value) -> Option<Self> {
        let mut operations = Vec::new();
        for (path, item) in document["paths"].as_object()? {
            for method in METHODS {
                if let Some(operation) = item.get(method) {
                    let parameters = required(document, item, operation);
                    let body = resolved(document, &operation["requestBody"]);
                    let needs_body = body["required"] == true;
                    let cost = (needs_body, parameters.len(), method != "get");
                    operations.push((cost, path, method, operation, parameters));
                }
            }
        }
        let (_, path, method, operation, parameters) =
            operations.into_iter().min_by_key(|(cost, ..)| *cost)?;
        let mut call = Self {
            method: method.to_uppercase(),
            target: path.clone(),
            headers: Vec::new(),
            body: None,
        };
        for parameter in parameters {
            call.add_parameter(document, parameter);
        }
        let security = operation.get("security").unwrap_or(&document["security"]);
        for scheme in security[0]
            .as_object()
            .into_iter()
            .flat_map(|one| one.keys())
        {
            let scheme = resolved(document, &document["components"]["securitySchemes"][scheme]);
            call.add_credential(scheme);
        }
        let body = resolved(document, &operation["requestBody"]);
        if body["required"] == true {
            call.add_body(document, body);
        }
        Some(call)
    }

    fn add_parameter(&mut self, document: &Value, parameter: &Value) {
        let name = parameter["name"].as_str().unwrap_or_default();
        let of_media = parameter["content"]
            .as_object()
            .and_then(|content| content.values().next());
        let value = match (parameter.get("example"), of_media) {
            (Some(example), _) => plain(example),
            (None, Some(media)) => sample(document, &media["schema"]).to_string(),
            (None, None) => plain(&sample(document, &parameter["schema"])),
        };
        match parameter["in"].as_str() {
            Some("path") => {
                self.target = self
                    .target
                    .replace(&format!("{{{name}}}"), &encoded(&value))
            }
            Some("header") => self.headers.push((name.to_owned(), value)),
            Some("cookie") => self
                .headers
                .push(("cookie".to_owned(), format!("{name}={value}"))),
            _ => self.add_query(name, &value),
        }
    }

    fn add_query(&mut self, name: &str, value: &str) {
        let separator = if self.target.contains('?') { '&' } else { '?' };
        self.target
            .push_str(&format!("{separator}{}={}", encoded(name), encoded(value)));
    }

    fn add_credential(&mut self, scheme: &Value) {
        let name = scheme["name"].as_str().unwrap_or_default();
        let kind = scheme["type"].as_str().unwrap_or_default();
        match (kind, scheme["in"].as_str(), scheme["scheme"].as_str()) {
            ("apiKey", Some("header"), _) => {
                self.headers.push((name.to_owned(), "secret".to_owned()))
            }
            ("apiKey", Some("cookie"), _) => self
                .headers
                .push(("cookie".to_owned(), format!("{name}=secret"))),
            ("apiKey", ..) => self.add_query(name, "secret"),
            ("http", _, Some(word)) if word.eq_ignore_ascii_case("basic") => {
                // `me:secret`
                self.authorize("Basic bWU6c2VjcmV0")
            }
            _ => self.authorize("Bearer secret"),
        }
    }

    fn authorize(&mut self, value: &str) {
        // Several schemes may share the one header.
        self.headers.retain(|(name, _)| name != "authorization");
        self.headers
            .push(("authorization".to_owned(), value.to_owned()));
    }

    fn add_body(&mut self, document: &Value, body: &Value) {
        let Some((media, content)) = body["content"]
            .as_object()
            .and_then(|content| content.iter().next())
        else {
            return;
        };
        let value = match content.get("example") {
            Some(example) => example.clone(),
            None => sample(document, &content["schema"]),
        };
        self.headers
            .push(("content-type".to_owned(), media.clone()));
        self.body = Some(match (&value, media.contains("form-urlencoded")) {
            (Value::Object(fields), true) => {
                let pairs = fields
                    .iter()
                    .map(|(name, value)| format!("{}={}", encoded(name), encoded(&plain(value))));
                pairs.collect::<Vec<_>>().join("&")
            }
            _ => value.to_string(),
        });
    }

    /// The answer's status and text.
    ///
    /// # Errors
    /// When there is none.
    pub fn send(&self, address: &str) -> Result<(u16, String)> {
        let headers = self.headers.iter();
        http::HttpRequest {
            method: &self.method,
            url: format!("{address}{}", self.target),
            headers: headers
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect(),
            body: self.body.as_deref().unwrap_or_default(),
        }
        .send()
    }
}

fn required<'d>(document: &'d Value, item: &'d Value, operation: &'d Value) -> Vec<&'d Value> {
    let lists = [&operation["parameters"], &item["parameters"]];
    let mut found: Vec<&Value> = Vec::new();
    for parameter in lists.into_iter().filter_map(Value::as_array).flatten() {
        let parameter = resolved(document, parameter);
        let same =
            |other: &&Value| other["name"] == parameter["name"] && other["in"] == parameter["in"];
        // The operation's own parameter replaces the path's.
        if !found.iter().any(same) {
            found.push(parameter);
        }
    }
    found.retain(|parameter| parameter["required"] == true);
    found
}

/// A value as parameters have it.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

/// Everything but unreserved characters is percent-encoded.
fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte))
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_easiest_operation_gets_what_it_requires() {
        let document = json!({
            "paths": {
                "/a": {"post": {"requestBody": {"required": true}}},
                "/b/{id}/{x}": {
                    "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
                    "get": {
                        "security": [{"key": [], "token": []}, {}],
                        "parameters": [
                            {"name": "x", "in": "path", "required": true, "schema": {"enum": ["a b"]}},
                            {"name": "q", "in": "query", "required": true, "schema": {"type": "integer", "minimum": 7}},
                            {"name": "p", "in": "query", "schema": {}}
                        ]
                    }
                }
            },
            "components": {"securitySchemes": {
                "key": {"type": "apiKey", "in": "query", "name": "k"},
                "token": {"type": "oauth2"}
            }}
        });
        let call = SampleRequest::of_simplest_operation(&document).unwrap();
        assert_eq!(
            (call.method.as_str(), call.target.as_str(), call.body),
            ("GET", "/b/a/a%20b?q=7&k=secret", None)
        );
        assert_eq!(
            call.headers,
            [("authorization".to_owned(), "Bearer secret".to_owned())]
        );
    }
}
