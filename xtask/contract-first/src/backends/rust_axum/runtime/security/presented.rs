use axum::http::request::Parts;

use crate::credential_problem::CredentialProblem;
use crate::operation::Operation;
use crate::rejection::Rejection;
use crate::schemes::Scheme;
use crate::security::Secret;

/// One credential of a request.
#[derive(Clone, Debug)]
pub struct Credential<'a> {
    /// The scheme that it was sent for.
    pub scheme: Scheme,
    /// The credential itself.
    pub secret: Secret<'a>,
    /// The scopes that the operation requires of it.
    pub scopes: &'static [&'static str],
    /// Which alternative it belongs to.
    alternative: usize,
}

/// The alternatives of an operation's `security` that a request satisfies, in the document's order;
/// never empty.
#[derive(Debug)]
pub struct Presented<'a>(Vec<Credential<'a>>);

impl<'a> Presented<'a> {
    /// Each alternative with all of its credentials.
    pub fn alternatives(&self) -> impl Iterator<Item = &[Credential<'a>]> {
        self.0
            .chunk_by(|one, next| one.alternative == next.alternative)
    }

    /// The only credential; `None` when the request satisfies several alternatives, or one that
    /// takes several credentials.
    pub fn only(&self) -> Option<&Credential<'a>> {
        match self.0.as_slice() {
            [credential] => Some(credential),
            _ => None,
        }
    }
}

/// What a request presents to an operation; `None` when it satisfies no alternative.
///
/// A credential that is there but cannot be read refuses the request, whatever else it carries: it
/// is never taken for absent.
pub(crate) fn present<'a>(
    operation: &'static Operation,
    head: &'a Parts,
) -> Result<Option<Presented<'a>>, Rejection> {
    let mut satisfied = Vec::new();
    let mut problem = None;
    for (alternative, requirements) in operation.security.iter().enumerate() {
        let before = satisfied.len();
        for requirement in *requirements {
            let scheme = requirement.scheme;
            match scheme.read(head) {
                Ok(None) => {}
                Ok(Some(text)) => satisfied.push(Credential {
                    scheme,
                    secret: Secret(text),
                    scopes: requirement.scopes,
                    alternative,
                }),
                Err(CredentialProblem::Unreadable {
                    header: "authorization",
                }) if !scheme.takes_any_authorization() && any_authorization(operation) => {}
                Err(found) => problem = Some(found),
            }
        }
        if satisfied.len() < before + requirements.len() {
            satisfied.truncate(before);
        }
    }
    match problem {
        None => Ok((!satisfied.is_empty()).then_some(Presented(satisfied))),
        Some(problem) => Err(Rejection::Credentials {
            problem,
            others: !satisfied.is_empty(),
        }),
    }
}

/// Whether all of `Authorization` is the key of one of the schemes, whatever word it starts with.
fn any_authorization(operation: &Operation) -> bool {
    let mut requirements = operation.security.iter().copied().flatten();
    requirements.any(|requirement| requirement.scheme.takes_any_authorization())
}
