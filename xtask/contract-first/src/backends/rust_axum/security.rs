use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use crate::backend::OrFalse;
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
    pub data: Vec<SchemeData>,
    /// Where credentials are read from.
    pub readers: BTreeSet<CredentialReader>,
    /// The words that `Authorization` may start with.
    pub authorization: Vec<AuthorizationWord>,
    /// The schemes for which all of `Authorization` is the key.
    pub whole: Vec<String>,
}

/// A scheme, as the template prints it.
#[derive(Serialize)]
pub struct SchemeData {
    name: String,
    docs: Vec<String>,
    /// The call that reads such credentials.
    read: String,
    /// The header of an API key.
    header: OrFalse<String>,
    /// The constant that the header's name is in.
    constant: String,
}

/// Where credentials are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CredentialReader {
    Header,
    Query,
    Cookie,
    Authorization,
}

/// What `Authorization` starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorizationWord {
    Basic,
    Bearer,
}

/// What an operation asks of its callers.
pub struct Requirement {
    pub alternatives: Vec<Alternative>,
    /// Whether one of them has to be satisfied.
    pub required: bool,
}

/// Schemes that are asked for at once.
#[derive(Serialize)]
pub struct Alternative {
    schemes: Vec<AskedScheme>,
}

#[derive(Serialize)]
struct AskedScheme {
    name: String,
    /// Literals with commas between.
    scopes: String,
}

/// How the credentials of a scheme are read: the call, the words, and the header of an API key.
struct Reading {
    reader: CredentialReader,
    call: String,
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
            let name = variants.allocate(&rust::SCHEME, &scheme.name);
            let constant = constants.allocate(&rust::CONSTANT, &format!("{name} header"));
            if unreadable(scheme).is_some() {
                continue;
            }
            let reading = schemes.reading(scheme, &name, &constant);
            let mut lines = vec![format!("{}: {}.", code(&scheme.key), reading.what)];
            lines.extend(docs::lines(&scheme.text));
            schemes.readers.insert(reading.reader);
            schemes.data.push(SchemeData {
                name: name.clone(),
                docs: lines,
                read: reading.call,
                header: OrFalse(reading.header),
                constant,
            });
            schemes.names.insert(index, name);
        }
        schemes
    }

    fn reading(&mut self, scheme: &SecurityScheme, name: &str, constant: &str) -> Reading {
        let kind = &scheme.kind;
        let (location, key) = kind.wire();
        match (kind, location) {
            (SchemeKind::ApiKey { .. }, KeyLocation::Header) => {
                let header = key.to_ascii_lowercase();
                if header == "authorization" {
                    self.whole.push(format!("Self::{name}"));
                }
                Reading {
                    reader: CredentialReader::Header,
                    call: format!("security::header(head, &{constant})"),
                    what: format!("the header {}", code(&header)),
                    header: Some(literal(&header)),
                }
            }
            (SchemeKind::ApiKey { .. }, KeyLocation::Query) => Reading {
                reader: CredentialReader::Query,
                call: format!("security::query(head, {})", literal(key)),
                what: format!("{} in the query", code(key)),
                header: None,
            },
            (SchemeKind::ApiKey { .. }, KeyLocation::Cookie) => Reading {
                reader: CredentialReader::Cookie,
                call: format!("security::cookie(head, {})", literal(key)),
                what: format!("the cookie {}", code(key)),
                header: None,
            },
            // One of another kind was refused: nothing is written of it.
            (SchemeKind::Bearer | SchemeKind::Other(_), _) => {
                self.authorization(AuthorizationWord::Bearer, "`Authorization: Bearer`")
            }
            (SchemeKind::Basic, _) => self.authorization(
                AuthorizationWord::Basic,
                "`Authorization: Basic`, see [`Secret::basic`](super::Secret::basic)",
            ),
        }
    }

    fn authorization(&mut self, word: AuthorizationWord, what: &str) -> Reading {
        if !self.authorization.contains(&word) {
            self.authorization.push(word);
        }
        Reading {
            reader: CredentialReader::Authorization,
            call: format!("security::authorization(head, {}, WORDS)", word.literal()),
            what: what.to_owned(),
            header: None,
        }
    }

    /// What alternatives ask for; `None` when they ask for no credentials at all.
    pub fn requirement(&self, security: &[Vec<RequiredScheme>]) -> Option<Requirement> {
        let mut alternatives = Vec::new();
        for alternative in security {
            let mut schemes = Vec::new();
            for RequiredScheme { index, scopes } in alternative {
                if let Some(rust) = self.names.get(index) {
                    let scopes: Vec<_> = scopes.iter().map(|scope| literal(scope)).collect();
                    schemes.push(AskedScheme {
                        name: rust.clone(),
                        scopes: scopes.join(", "),
                    });
                }
            }
            alternatives.push(Alternative { schemes });
        }
        (!security.is_empty()).then_some(Requirement {
            alternatives,
            // An alternative that asks for nothing is one too.
            required: !security.iter().any(Vec::is_empty),
        })
    }
}

impl Requirement {
    /// Whether there is an alternative that asks for anything.
    pub fn asks_for_schemes(&self) -> bool {
        let mut alternatives = self.alternatives.iter();
        alternatives.any(|alternative| !alternative.schemes.is_empty())
    }
}

impl AuthorizationWord {
    pub fn literal(self) -> String {
        literal(match self {
            Self::Basic => "basic",
            Self::Bearer => "bearer",
        })
    }
}
