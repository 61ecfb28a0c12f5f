use bookshop_api::{Presented, Scheme};

use crate::refused::Refused;

/// Whoever asks: what was presented, in the order of the alternatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller(String);

impl Caller {
    /// Takes the credential `good` of each scheme, and no other.
    pub(crate) fn identify(presented: &Presented<'_>) -> Result<Self, Refused> {
        let mut alternatives = Vec::new();
        for alternative in presented.alternatives() {
            let mut schemes = Vec::new();
            for credential in alternative {
                if credential.secret.expose() != "good" {
                    return Err(Refused::Stranger);
                }
                schemes.push(name(credential.scheme));
            }
            alternatives.push(schemes.join("+"));
        }
        Ok(Self(alternatives.join("|")))
    }

    /// Alternatives with a bar between, the schemes of one with a plus: `readerKey+staffKey|session`.
    pub(crate) fn presented(&self) -> &str {
        &self.0
    }
}

fn name(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::ReaderKey => "readerKey",
        Scheme::StaffKey => "staffKey",
        Scheme::Session => "session",
    }
}
