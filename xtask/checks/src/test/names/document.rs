use serde_json::{Map, Value, json};

use super::words::SCHEMES;

/// How many names one operation or type has: compilers take long for very many.
const CHUNK_SIZE: usize = 60;

/// The names that a few operations send.
pub struct Sent {
    pub texts: Vec<String>,
    pub headers: Vec<String>,
    pub cookies: Vec<String>,
}

/// A document with each word in every place where it may be a name.
pub struct Names {
    /// The words that may be any text.
    pub texts: Vec<String>,
    /// Those that may be names of headers, each once without case.
    pub tokens: Vec<String>,
}

impl Names {
    pub fn of(texts: Vec<String>) -> Self {
        let mut tokens: Vec<String> = Vec::new();
        for text in &texts {
            let known = tokens.iter().any(|token| token.eq_ignore_ascii_case(text));
            let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
            if !known && !text.is_empty() && text.chars().all(is_token) {
                tokens.push(text.clone());
            }
        }
        Self { texts, tokens }
    }

    /// The words that may be names of components.
    fn keys(&self) -> impl Iterator<Item = &String> {
        let is_key = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        self.texts
            .iter()
            .filter(move |text| !text.is_empty() && text.chars().all(is_key))
    }

    /// Headers that mean nothing to HTTP.
    fn headers(&self) -> Vec<String> {
        let tokens = self.tokens.iter();
        tokens.map(|token| format!("x-{token}")).collect()
    }

    /// What each of the operations `sendQuery01`, `sendHeaders01`, `sendCookies01`, `sendBody01` and so on sends, in its order.
    pub fn sent(&self) -> Vec<Sent> {
        let headers = self.headers();
        let chunks = self.texts.chunks(CHUNK_SIZE).enumerate();
        let sent = chunks.map(|(index, texts)| {
            let part = |all: &[String]| {
                all.chunks(CHUNK_SIZE)
                    .nth(index)
                    .unwrap_or_default()
                    .to_vec()
            };
            Sent {
                texts: texts.to_vec(),
                headers: part(&headers),
                cookies: part(&self.tokens),
            }
        });
        sent.collect()
    }

    pub fn document(&self) -> Value {
        let mut schemas = Map::new();
        for (index, key) in self.keys().enumerate() {
            schemas.insert(key.clone(), schema(index));
        }
        let mut securities = Map::new();
        for (index, key) in SCHEMES.split_whitespace().enumerate() {
            securities.insert(key.to_owned(), scheme(index));
        }
        let mut paths = self.calls(&securities);
        for (index, sent) in self.sent().iter().enumerate() {
            let (number, text) = (number(index), json!({ "type": "string" }));
            let properties: Map<_, _> = sent
                .texts
                .iter()
                .map(|name| (name.clone(), text.clone()))
                .collect();
            let model = json!({ "type": "object", "properties": properties });
            schemas.insert(format!("EveryThing{number}"), model);
            let values = json!({ "type": "string", "enum": sent.texts });
            schemas.insert(format!("EveryValue{number}"), values);
            for (name, operation) in sent.operations(&number) {
                paths.insert(format!("/{name}/{number}"), json!({ "post": operation }));
            }
        }
        let keys: Vec<_> = self.keys().collect();
        for (index, keys) in keys.chunks(CHUNK_SIZE).enumerate() {
            let uses = keys.iter().enumerate().map(|(index, key)| {
                let reference = format!("#/components/schemas/{key}");
                (format!("use {index}"), json!({ "$ref": reference }))
            });
            let properties: Map<_, _> = uses.collect();
            let body = json!({ "content": { "application/json": { "schema": { "type": "object", "properties": properties } } } });
            let operation = json!({ "operationId": format!("sendUse{index}"), "tags": ["Ordinary"], "requestBody": body, "responses": done() });
            paths.insert(format!("/use/{index}"), json!({ "post": operation }));
        }
        json!({
            "openapi": "3.1.0",
            "info": { "title": "Names", "version": "1.0.0" },
            "paths": paths,
            "components": { "schemas": schemas, "securitySchemes": securities },
        })
    }

    /// Operations and tags of every other name.
    fn calls(&self, securities: &Map<String, Value>) -> Map<String, Value> {
        let mut paths = Map::new();
        let keys: Vec<_> = securities.keys().collect();
        for (index, text) in self.texts.iter().step_by(2).enumerate() {
            let key = keys[index % keys.len()];
            let operation = json!({
                "operationId": text,
                "tags": [text],
                "security": [{ key: [] }],
                "responses": { "204": { "description": "" }, "400": { "description": "" } },
            });
            paths.insert(format!("/call/{index}"), json!({ "get": operation }));
        }
        paths
    }
}

impl Sent {
    fn operations(&self, number: &str) -> [(&'static str, Value); 5] {
        let parameters = |place: &str, names: &[String]| -> Vec<Value> {
            let all = names.iter();
            all.map(|name| json!({ "name": name, "in": place, "schema": { "type": "string" } }))
                .collect()
        };
        let content = |media: &str| {
            let reference = format!("#/components/schemas/EveryThing{number}");
            json!({ "content": { media: { "schema": { "$ref": reference } } } })
        };
        let mut same = content("application/json");
        same["description"] = "".into();
        let headers = self.headers.iter();
        let described: Map<_, _> = headers
            .map(|name| (name.clone(), json!({ "schema": { "type": "string" } })))
            .collect();
        let answered = json!({ "204": { "description": "", "headers": described } });
        let value = json!({ "$ref": format!("#/components/schemas/EveryValue{number}") });
        let form = content("application/x-www-form-urlencoded");
        let body = content("application/json");
        let mut query = parameters("query", &self.texts);
        query.push(json!({ "name": "one of many", "in": "query", "schema": value }));
        let operations = [
            (
                "query",
                "sendQuery",
                json!({ "parameters": query, "responses": done() }),
            ),
            (
                "headers",
                "sendHeaders",
                json!({ "parameters": parameters("header", &self.headers), "responses": answered }),
            ),
            (
                "cookies",
                "sendCookies",
                json!({ "parameters": parameters("cookie", &self.cookies), "responses": done() }),
            ),
            (
                "body",
                "sendBody",
                json!({ "requestBody": body, "responses": { "200": same } }),
            ),
            (
                "form",
                "sendForm",
                json!({ "requestBody": form, "responses": done() }),
            ),
        ];
        operations.map(|(path, id, mut operation)| {
            operation["operationId"] = format!("{id}{number}").into();
            operation["tags"] = json!(["Ordinary"]);
            (path, operation)
        })
    }
}

/// Of a part, with two digits: so they are in order wherever they are sorted as texts.
fn number(index: usize) -> String {
    format!("{:02}", index + 1)
}

fn done() -> Value {
    json!({ "204": { "description": "" } })
}

/// A schema of each kind in turn.
fn schema(index: usize) -> Value {
    match index % 5 {
        0 => json!({ "type": "object", "properties": { "a": { "type": "string" } } }),
        1 => json!({ "type": "string", "enum": ["a", "b"] }),
        2 => {
            json!({ "oneOf": [{ "type": "integer" }, { "$ref": "#/components/schemas/EveryValue01" }] })
        }
        3 => json!({ "type": "array", "items": { "type": "integer" } }),
        _ => {
            json!({ "type": "object", "required": ["a"], "properties": { "a": { "type": ["string", "null"] }, "b": { "type": "integer", "default": 1 } } })
        }
    }
}

/// Credentials of each kind in turn.
fn scheme(index: usize) -> Value {
    match index % 4 {
        0 => json!({ "type": "apiKey", "in": "header", "name": format!("x-key-{index}") }),
        1 => json!({ "type": "http", "scheme": "bearer" }),
        2 => json!({ "type": "apiKey", "in": "query", "name": format!("key {index}") }),
        _ => json!({ "type": "http", "scheme": "basic" }),
    }
}
