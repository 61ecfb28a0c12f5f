use std::borrow::Cow;

use axum::http::request::Parts;

use crate::credential_problem::CredentialProblem;

/// The one value of a parameter of the query; an empty one counts as absent.
pub(crate) fn query<'a>(
    head: &'a Parts,
    name: &'static str,
) -> Result<Option<Cow<'a, str>>, CredentialProblem> {
    let pairs = form_urlencoded::parse(head.uri.query().unwrap_or_default().as_bytes());
    let mut values = pairs.filter(|(key, value)| key == name && !value.is_empty());
    match (values.next(), values.next()) {
        (_, Some(_)) => Err(CredentialProblem::Repeated { header: name }),
        (value, None) => Ok(value.map(|(_, value)| value)),
    }
}
