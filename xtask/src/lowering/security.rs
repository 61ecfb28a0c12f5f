use serde_json::{Map, Value, json};

use super::docs;
use super::names::{Scope, constant, literal};
use crate::lint::{Finding, Pointer};

/// The document's security schemes as the stub knows them.
#[derive(Default)]
pub struct Schemes {
    /// By the document's name: the Rust name.
    names: Map<String, Value>,
    /// The `x-rust` entries.
    pub rendered: Vec<Value>,
    /// The scheme words that `Authorization` may start with.
    pub authorization: Vec<&'static str>,
}

impl Schemes {
    /// Reads `components.securitySchemes`.
    pub fn read(root: &Value, findings: &mut Vec<Finding>) -> Self {
        let mut schemes = Self::default();
        let mut scope = Scope::default();
        let at = Pointer::from("/components/securitySchemes");
        let entries = root
            .pointer("/components/securitySchemes")
            .and_then(Value::as_object);
        for (key, scheme) in entries.into_iter().flatten() {
            let at = at.child(key);
            let text = |field: &str| {
                scheme
                    .get(field)
                    .and_then(Value::as_str)
                    .unwrap_or_default()
            };
            let word = text("scheme").to_ascii_lowercase();
            let name = scope.type_name(key, "Scheme");
            let header = text("name").to_ascii_lowercase();
            let mut own_header = Value::Bool(false);
            let (read, what) = match (text("type"), text("in"), word.as_str()) {
                ("apiKey", "header", _) if header == "authorization" || !is_token(&header) => {
                    findings.push(Finding::new(
                        &at,
                        format!("an API key cannot stand in a header `{header}`"),
                        "use a header of its own, with a name of letters, digits and hyphens",
                    ));
                    continue;
                }
                ("apiKey", "header", _) => {
                    own_header = literal(&header).into();
                    (
                        format!("header(headers, &{}_HEADER)", constant(&name)),
                        format!("the header `{header}`"),
                    )
                }
                ("http", _, "bearer") => {
                    if !schemes.authorization.contains(&"bearer") {
                        schemes.authorization.push("bearer");
                    }
                    (
                        "authorization(headers, \"bearer\")".to_owned(),
                        "`Authorization: Bearer`".to_owned(),
                    )
                }
                (kind, place, _) => {
                    findings.push(Finding::new(
                        &at,
                        format!("the stub cannot read credentials of this kind ({kind} {place}{word})"),
                        "use `type: apiKey` with `in: header`, or `type: http` with `scheme: bearer`",
                    ));
                    continue;
                }
            };
            let mut lines = vec![format!("`{key}`: {what}.")];
            lines.extend(docs::lines(text("description")));
            schemes
                .rendered
                .push(json!({ "name": name, "docs": lines, "read": read, "header": own_header, "constant": format!("{}_HEADER", constant(&name)) }));
            schemes.names.insert(key.clone(), name.into());
        }
        schemes
    }

    /// An operation's `security`: `None` when it asks for no credentials at all, else the alternatives and whether one is required.
    pub fn requirement(
        &self,
        root: &Value,
        operation: &Value,
        at: &Pointer,
        findings: &mut Vec<Finding>,
    ) -> Option<(Vec<Value>, bool)> {
        let (security, at) = match operation.get("security") {
            Some(own) => (own, at.child("security")),
            None => (root.get("security")?, Pointer::from("/security")),
        };
        let alternatives = security.as_array()?;
        let mut rendered = Vec::new();
        let mut required = true;
        for (index, alternative) in alternatives.iter().enumerate() {
            let mut schemes = Vec::new();
            for name in alternative.as_object().into_iter().flat_map(Map::keys) {
                match self.names.get(name) {
                    Some(rust) => schemes.push(rust.clone()),
                    // A scheme that was refused has its finding already.
                    None if root["components"]["securitySchemes"].get(name).is_some() => {}
                    None => findings.push(Finding::new(
                        &at.child(index).child(name),
                        format!("there is no security scheme `{name}`"),
                        "define it under `#/components/securitySchemes`",
                    )),
                }
            }
            required &= !schemes.is_empty();
            rendered.push(json!({ "schemes": schemes }));
        }
        let anything = rendered.iter().any(|one| one["schemes"] != json!([]));
        anything.then_some((rendered, required))
    }
}

/// Whether a text can be a header's name (RFC 9110, section 5.6.2).
fn is_token(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !text.is_empty() && text.chars().all(allowed)
}
