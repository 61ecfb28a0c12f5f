use std::collections::HashMap;

use serde_json::{Value, json};

use crate::backend::check::unreadable;
use crate::backend::names::{NameAllocator, literal};
use crate::backend::rust::docs;
use crate::backend::rust::names as rust;
use crate::model::{KeyLocation, RequiredScheme, SchemeKind, SecurityScheme};
use crate::text::markdown::code;

/// The security schemes as the stub knows them.
#[derive(Default)]
pub struct Schemes {
    /// By the index of the scheme: the Rust name, where the stub can read such credentials.
    names: HashMap<usize, String>,
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
    /// Of all schemes of a contract.
    pub fn of(all: &[SecurityScheme]) -> Self {
        let mut schemes = Self::default();
        let mut variants = NameAllocator::default();
        let mut constants = NameAllocator::default();
        for (index, scheme) in all.iter().enumerate() {
            let name = variants.allocate(&rust::SCHEME, &scheme.key);
            let constant = constants.allocate(&rust::CONSTANT, &format!("{name} header"));
            if unreadable(scheme).is_some() {
                continue;
            }
            let reading = schemes.reading(scheme, &name, &constant);
            let mut lines = vec![format!("{}: {}.", code(&scheme.key), reading.what)];
            lines.extend(docs::lines(&scheme.text));
            schemes.rendered.push(json!({
                "name": name,
                "docs": lines,
                "read": reading.code,
                "header": reading.header.map_or(Value::Bool(false), Value::from),
                "constant": constant,
            }));
            schemes.names.insert(index, name);
        }
        schemes
    }

    fn reading(&mut self, scheme: &SecurityScheme, name: &str, constant: &str) -> Reading {
        let kind = &scheme.kind;
        let reading = |code: String, what: String| Reading {
            code,
            what,
            header: None,
        };
        let (location, key) = kind.wire();
        match (kind, location) {
            (SchemeKind::ApiKey { .. }, KeyLocation::Header) => {
                let header = key.to_ascii_lowercase();
                if header == "authorization" {
                    self.whole.push(format!("Self::{name}"));
                }
                Reading {
                    code: format!("header(headers, &{constant})"),
                    what: format!("the header {}", code(&header)),
                    header: Some(literal(&header)),
                }
            }
            (SchemeKind::ApiKey { .. }, KeyLocation::Query) => reading(
                format!("query(decoded, {})", literal(key)),
                format!("{} in the query", code(key)),
            ),
            (SchemeKind::ApiKey { .. }, KeyLocation::Cookie) => reading(
                format!("cookie(headers, {})", literal(key)),
                format!("the cookie {}", code(key)),
            ),
            // One of another kind was refused: nothing is written of it.
            (SchemeKind::Bearer | SchemeKind::Other(_), _) => reading(
                self.authorization("bearer"),
                "`Authorization: Bearer`".to_owned(),
            ),
            (SchemeKind::Basic, _) => reading(
                self.authorization("basic"),
                "`Authorization: Basic`, see [`Secret::basic`]".to_owned(),
            ),
        }
    }

    fn authorization(&mut self, word: &'static str) -> String {
        if !self.authorization.contains(&word) {
            self.authorization.push(word);
        }
        format!("authorization(headers, {word:?})")
    }

    /// What alternatives ask for; `None` when they ask for no credentials at all.
    pub fn requirement(&self, security: &[Vec<RequiredScheme>]) -> Option<Requirement> {
        let mut alternatives = Vec::new();
        let mut scoped = false;
        for alternative in security {
            let mut schemes = Vec::new();
            for RequiredScheme { index, scopes } in alternative {
                if let Some(rust) = self.names.get(index) {
                    scoped |= !scopes.is_empty();
                    let scopes: Vec<_> = scopes.iter().map(|scope| literal(scope)).collect();
                    schemes.push(json!({ "name": rust, "scopes": scopes.join(", ") }));
                }
            }
            alternatives.push(json!({ "schemes": schemes }));
        }
        (!security.is_empty()).then_some(Requirement {
            alternatives,
            // An alternative that asks for nothing is one too.
            required: !security.iter().any(Vec::is_empty),
            scoped,
        })
    }
}
