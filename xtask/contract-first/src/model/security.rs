use crate::document::Pointer;

/// A kind of credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// The document's name.
    pub key: String,
    pub at: Pointer,
    pub kind: SchemeKind,
    /// What the document says of it, Markdown.
    pub text: String,
}

/// How credentials are sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    ApiKey {
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
    Header,
    Query,
    Cookie,
}

/// A scheme that an operation asks for, with others at once perhaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequiredScheme {
    /// Its place among the schemes of the contract.
    pub index: usize,
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
