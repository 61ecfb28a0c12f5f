use bookshop_api::{Presented, Scheme};

use crate::refused::Refused;

/// Whoever asks: what was presented, in the order of the alternatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller(String);

impl Caller {
    /// Takes the credential `good` of each scheme, and no other; of HTTP basic that of `me`, `good:one`.
    pub(crate) fn identify(presented: &Presented<'_>) -> Result<Self, Refused> {
        let mut alternatives = Vec::new();
        for alternative in presented.alternatives() {
            let mut schemes = Vec::new();
            for credential in alternative {
                let secret = &credential.secret;
                let good = match credential.scheme {
                    Scheme::Basic => {
                        secret.basic() == Some(("me".to_owned(), "good:one".to_owned()))
                    }
                    // All of the header, whatever word it starts with.
                    Scheme::PlainKey => ["good", "Bearer good"].contains(&secret.expose()),
                    _ => secret.expose() == "good",
                };
                if !good {
                    return Err(Refused::Stranger);
                }
                let scopes: String = credential
                    .scopes
                    .iter()
                    .map(|scope| format!("({scope})"))
                    .collect();
                schemes.push(format!("{}{scopes}", name(credential.scheme)));
            }
            alternatives.push(schemes.join("+"));
        }
        Ok(Self(alternatives.join("|")))
    }

    /// Alternatives with a bar between, the schemes of one with a plus, scopes in brackets: `readerKey+staffKey|oauth(books:read)`.
    pub(crate) fn presented(&self) -> &str {
        &self.0
    }
}

fn name(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::ReaderKey => "readerKey",
        Scheme::StaffKey => "staffKey",
        Scheme::PlainKey => "plainKey",
        Scheme::Session => "session",
        Scheme::QueryKey => "queryKey",
        Scheme::CookieKey => "cookieKey",
        Scheme::Basic => "basic",
        Scheme::Oauth => "oauth",
        Scheme::OpenId => "openId",
    }
}
