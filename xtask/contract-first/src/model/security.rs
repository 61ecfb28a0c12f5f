/// A kind of credentials.
pub struct SecurityScheme {
    /// The document's name.
    pub key: String,
    /// What the option of the client is called, in any case: the kind, or the document's name where several are of that kind.
    pub option: String,
    pub kind: Credentials,
    /// `header`, `query` or `cookie`.
    pub location: String,
    /// Name of the header, of the query's parameter or of the cookie.
    pub wire: String,
    pub text: String,
}

/// What a caller gives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Credentials {
    ApiKey,
    /// `Authorization: Bearer`, for oauth2 and openIdConnect too.
    Bearer,
    /// A user name and a password.
    Basic,
}

impl Credentials {
    pub fn words(self) -> &'static str {
        match self {
            Self::ApiKey => "api key",
            Self::Bearer => "bearer",
            Self::Basic => "basic",
        }
    }
}
