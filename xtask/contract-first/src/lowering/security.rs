use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::docs;
use super::names::{NameAllocator, literal, rust};
use crate::document::Pointer;
use crate::lint::Finding;
use crate::read::{Notes, is_token, resolve};
use crate::text::markdown::code;

/// The document's security schemes as the stub knows them.
#[derive(Default)]
pub struct Schemes {
    /// By the document's name: the Rust name, or why the stub cannot read such credentials.
    names: HashMap<String, Result<String, Finding>>,
    /// The `x-rust` entries.
    pub rendered: Vec<Value>,
    /// The scheme words that `Authorization` may start with.
    pub authorization: Vec<&'static str>,
    /// The schemes for which all of `Authorization` is the key.
    pub whole: Vec<String>,
}

/// What an operation asks of its callers.
pub struct Requirement {
    /// The `x-rust` entries of the alternatives.
    pub alternatives: Vec<Value>,
    /// Whether one of them has to be satisfied.
    pub required: bool,
    /// Whether any of them asks for scopes.
    pub scoped: bool,
}

/// How the credentials of a scheme are read: the code, the words, and the header of an API key.
struct Reading {
    code: String,
    what: String,
    header: Option<String>,
}

impl Schemes {
    /// Reads `components.securitySchemes`.
    pub fn read(root: &Value) -> Self {
        let mut schemes = Self::default();
        let mut variants = NameAllocator::default();
        let mut constants = NameAllocator::default();
        let at = Pointer::from("/components/securitySchemes");
        let entries = root
            .pointer("/components/securitySchemes")
            .and_then(Value::as_object);
        for (key, scheme) in entries.into_iter().flatten() {
            let at = at.child(key);
            let mut notes = Notes::default();
            let scheme = resolve(root, scheme, &at, &mut notes).unwrap_or(scheme);
            let name = variants.allocate(&rust::SCHEME, key);
            let constant = constants.allocate(&rust::CONSTANT, &format!("{name} header"));
            let reading = match schemes.reading(scheme, &name, &constant) {
                Ok(reading) => reading,
                Err((reason, remedy)) => {
                    schemes
                        .names
                        .insert(key.clone(), Err(Finding::refused(&at, reason, remedy)));
                    continue;
                }
            };
            let mut lines = vec![format!("{}: {}.", code(key), reading.what)];
            lines.extend(docs::lines(
                scheme["description"].as_str().unwrap_or_default(),
            ));
            schemes.rendered.push(json!({
                "name": name,
                "docs": lines,
                "read": reading.code,
                "header": reading.header.map_or(Value::Bool(false), Value::from),
                "constant": constant,
            }));
            schemes.names.insert(key.clone(), Ok(name));
        }
        schemes
    }

    fn reading(
        &mut self,
        scheme: &Value,
        name: &str,
        constant: &str,
    ) -> Result<Reading, (String, &'static str)> {
        let text = |field: &str| {
            scheme
                .get(field)
                .and_then(Value::as_str)
                .unwrap_or_default()
        };
        let word = text("scheme").to_ascii_lowercase();
        let key = text("name");
        let reading = |code: String, what: String| Reading {
            code,
            what,
            header: None,
        };
        match (text("type"), text("in"), word.as_str()) {
            ("apiKey", "header", _) => {
                let header = key.to_ascii_lowercase();
                if !is_token(&header) {
                    return Err((
                        format!("an API key cannot stand in a header `{header}`"),
                        "use a name of letters, digits and hyphens",
                    ));
                }
                if header == "authorization" {
                    self.whole.push(format!("Self::{name}"));
                }
                Ok(Reading {
                    code: format!("header(headers, &{constant})"),
                    what: format!("the header {}", code(&header)),
                    header: Some(literal(&header)),
                })
            }
            ("apiKey", "query", _) => Ok(reading(
                format!("query(decoded, {})", literal(key)),
                format!("{} in the query", code(key)),
            )),
            ("apiKey", "cookie", _) => Ok(reading(
                format!("cookie(headers, {})", literal(key)),
                format!("the cookie {}", code(key)),
            )),
            ("http", _, "bearer") | ("oauth2" | "openIdConnect", _, _) => Ok(reading(
                self.authorization("bearer"),
                "`Authorization: Bearer`".to_owned(),
            )),
            ("http", _, "basic") => Ok(reading(
                self.authorization("basic"),
                "`Authorization: Basic`, see [`Secret::basic`]".to_owned(),
            )),
            (kind, place, _) => Err((
                format!("the stub cannot read credentials of this kind ({kind} {place}{word})"),
                "use an API key, HTTP basic or bearer, oauth2 or openIdConnect",
            )),
        }
    }

    fn authorization(&mut self, word: &'static str) -> String {
        if !self.authorization.contains(&word) {
            self.authorization.push(word);
        }
        format!("authorization(headers, {word:?})")
    }

    /// An operation's `security`; `None` when it asks for no credentials at all.
    pub fn requirement(
        &self,
        root: &Value,
        operation: &Value,
        at: &Pointer,
        notes: &mut Notes,
    ) -> Option<Requirement> {
        let (security, at) = match operation.get("security") {
            Some(own) => (own, at.child("security")),
            None => (root.get("security")?, Pointer::from("/security")),
        };
        let mut alternatives = Vec::new();
        let mut required = true;
        let mut scoped = false;
        for (index, alternative) in security.as_array()?.iter().enumerate() {
            let mut schemes = Vec::new();
            for (name, scopes) in alternative.as_object().into_iter().flatten() {
                match self.names.get(name) {
                    Some(Ok(rust)) => {
                        let scopes: Vec<_> = scopes
                            .as_array()
                            .into_iter()
                            .flatten()
                            .filter_map(Value::as_str)
                            .collect();
                        scoped |= !scopes.is_empty();
                        let scopes: Vec<_> = scopes.into_iter().map(literal).collect();
                        schemes.push(json!({ "name": rust, "scopes": scopes.join(", ") }));
                    }
                    Some(Err(finding)) => notes.findings.push(finding.clone()),
                    None => notes.refuse(
                        &at.child(index).child(name),
                        format!("there is no security scheme `{name}`"),
                        "define it under `#/components/securitySchemes`",
                    ),
                }
            }
            // An alternative that asks for nothing is one too; a list of nothing else asks for no credentials.
            required &= !alternative.as_object().is_none_or(Map::is_empty);
            alternatives.push(json!({ "schemes": schemes }));
        }
        let anything = alternatives.iter().any(|one| one["schemes"] != json!([]));
        anything.then_some(Requirement {
            alternatives,
            required,
            scoped,
        })
    }
}
