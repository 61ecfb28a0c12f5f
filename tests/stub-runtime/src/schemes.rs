//! Security schemes, as the stub of a document has them.

use std::borrow::Cow;

use axum::http::HeaderName;
use axum::http::request::Parts;

use crate::credential_problem::CredentialProblem;
use crate::security;

static KEY_HEADER: HeaderName = HeaderName::from_static("x-key");
static PLAIN_HEADER: HeaderName = HeaderName::from_static("authorization");

/// One scheme of each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// `x-key`
    Key,
    /// All of `authorization`.
    Plain,
    /// `key` in the query.
    Query,
    /// The cookie `key`.
    Cookie,
    /// `Authorization: Basic`
    Basic,
    /// `Authorization: Bearer`
    Bearer,
}

impl Scheme {
    pub(crate) fn read(self, head: &Parts) -> Result<Option<Cow<'_, str>>, CredentialProblem> {
        match self {
            Self::Key => security::header(head, &KEY_HEADER),
            Self::Plain => security::header(head, &PLAIN_HEADER),
            Self::Query => security::query(head, "key"),
            Self::Cookie => security::cookie(head, "key"),
            Self::Basic => security::authorization(head, "basic", &["basic", "bearer"]),
            Self::Bearer => security::authorization(head, "bearer", &["basic", "bearer"]),
        }
    }

    pub(crate) fn takes_any_authorization(self) -> bool {
        matches!(self, Self::Plain)
    }
}
