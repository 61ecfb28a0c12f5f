use crate::document::Pointer;

/// A kind of credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// The document's name.
    pub key: String,
    /// What its names in code are made of.
    pub name: String,
    /// Where it stands.
    pub at: Pointer,
    /// How the credentials are sent.
    pub kind: SchemeKind,
    /// What the document says of it, Markdown.
    pub text: String,
}

/// How credentials are sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// A key by itself.
    ApiKey {
        /// Where it is sent.
        location: KeyLocation,
        /// Name of the header, of the query's parameter or of the cookie.
        name: String,
    },
    /// A user name and a password.
    Basic,
    /// `Authorization: Bearer`: of HTTP itself, OAuth 2 or OpenID Connect.
    Bearer,
    /// Anything else: type, place and scheme as the document writes them.
    Other(String),
}

/// Where an API key is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyLocation {
    /// A header.
    Header,
    /// In the query.
    Query,
    /// A cookie.
    Cookie,
}

/// A scheme that an operation asks for, with others at once perhaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequiredScheme {
    /// Its place among the schemes of the contract.
    pub index: usize,
    /// The scopes that the credentials must have.
    pub scopes: Vec<String>,
}

impl KeyLocation {
    /// As OpenAPI writes it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Query => "query",
            Self::Cookie => "cookie",
        }
    }
}

impl SchemeKind {
    /// Its words for people, and for options.
    pub fn words(&self) -> &'static str {
        match self {
            Self::ApiKey { .. } => "api key",
            Self::Basic => "basic",
            Self::Bearer | Self::Other(_) => "bearer",
        }
    }

    /// Where it is sent: the place, and the name there.
    pub fn wire(&self) -> (KeyLocation, &str) {
        match self {
            Self::ApiKey { location, name } => (*location, name),
            Self::Basic | Self::Bearer | Self::Other(_) => (KeyLocation::Header, "authorization"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_sent_where_their_kind_says() {
        let key = |location| SchemeKind::ApiKey {
            location,
            name: "X-Key".to_owned(),
        };
        let header = ("header", "authorization");
        for (kind, words, wire) in [
            (key(KeyLocation::Header), "api key", ("header", "X-Key")),
            (key(KeyLocation::Query), "api key", ("query", "X-Key")),
            (key(KeyLocation::Cookie), "api key", ("cookie", "X-Key")),
            (SchemeKind::Basic, "basic", header),
            (SchemeKind::Bearer, "bearer", header),
            (
                SchemeKind::Other("http digest".to_owned()),
                "bearer",
                header,
            ),
        ] {
            let (location, name) = kind.wire();
            assert_eq!((location.word(), name), wire, "{kind:?}");
            assert_eq!(kind.words(), words, "{kind:?}");
        }
    }
}
