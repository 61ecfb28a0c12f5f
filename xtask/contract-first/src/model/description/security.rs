use crate::document::Pointer;
use crate::model::KeyLocation;

/// Credentials that operations can ask for.
pub struct SecurityScheme {
    pub at: Pointer,
    /// The key in `components.securitySchemes`.
    pub name: String,
    pub kind: SecuritySchemeKind,
}

/// What is sent. `bearerFormat` and the addresses of flows are hints for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecuritySchemeKind {
    ApiKey {
        location: KeyLocation,
        name: String,
    },
    /// The scheme of `Authorization` in lower case: `basic`, `bearer`, ...
    Http {
        scheme: String,
    },
    OAuth2,
    OpenIdConnect {
        url: String,
    },
    MutualTls,
}

/// Schemes that are asked for at once, each by its place in the document's list, with its scopes; none at all is no credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityRequirement {
    pub at: Pointer,
    pub schemes: Vec<(usize, Vec<String>)>,
}
