use std::borrow::Cow;

use axum::http::HeaderName;
use axum::http::request::Parts;

use crate::credential_problem::CredentialProblem;
use crate::security::header_text;

/// All of a header.
pub(crate) fn header<'a>(
    head: &'a Parts,
    name: &'static HeaderName,
) -> Result<Option<Cow<'a, str>>, CredentialProblem> {
    Ok(header_text(head, name)?.map(Cow::Borrowed))
}
