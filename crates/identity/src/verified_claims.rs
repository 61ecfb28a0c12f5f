use accounts::VerifiedToken;

use crate::claims::Claims;

/// A valid token, with all that it says.
pub struct VerifiedClaims {
    /// Who it speaks for.
    pub token: VerifiedToken,
    pub(crate) token_type: Option<String>,
    pub(crate) claims: Claims,
}

impl VerifiedClaims {
    /// The type that the header names, in lower case and in its short form: `jwt`, not `application/JWT`.
    pub fn token_type(&self) -> Option<&str> {
        self.token_type.as_deref()
    }

    /// Whether there is a claim of this name.
    pub fn has(&self, name: &str) -> bool {
        self.claims.has(name)
    }

    /// A claim that is a text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.claims.optional_text(name)
    }
}
