use crate::document::Pointer;
use crate::model::KeyLocation;

/// Credentials that operations can ask for.
pub struct SecurityScheme {
    pub at: Pointer,
    /// The key in `components.securitySchemes`.
    pub name: String,
    pub kind: SecuritySchemeKind,
}

/// What is sent, and where it comes from. `bearerFormat` is a hint for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecuritySchemeKind {
    ApiKey {
        location: KeyLocation,
        /// Of a header in lower case.
        name: String,
    },
    /// The scheme of `Authorization` in lower case: `basic`, `bearer`, ...
    Http {
        scheme: String,
    },
    OAuth2 {
        flows: Vec<OAuthFlow>,
    },
    OpenIdConnect {
        url: String,
    },
    MutualTls,
}

/// A way to a token of OAuth 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OAuthFlow {
    /// `implicit`, `password`, `clientCredentials` or `authorizationCode`.
    pub name: String,
    pub authorization_url: Option<String>,
    pub token_url: Option<String>,
    pub refresh_url: Option<String>,
    pub scopes: Vec<String>,
}

/// Schemes that are asked for at once, each by its place in the document's list, with its scopes; none at all is no credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityRequirement {
    pub at: Pointer,
    pub schemes: Vec<(usize, Vec<String>)>,
}
