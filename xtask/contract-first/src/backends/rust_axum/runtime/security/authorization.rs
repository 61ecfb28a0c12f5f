use std::borrow::Cow;

use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use crate::credential_problem::CredentialProblem;
use crate::security::header_text;

/// The rest of `Authorization` behind the name of a scheme that the document knows (RFC 9110,
/// section 11.6.2).
pub(crate) fn authorization<'a>(
    head: &'a Parts,
    wanted: &str,
    known: &[&str],
) -> Result<Option<Cow<'a, str>>, CredentialProblem> {
    let unreadable = CredentialProblem::Unreadable {
        header: "authorization",
    };
    let Some(text) = header_text(head, &AUTHORIZATION)? else {
        return Ok(None);
    };
    let (name, rest) = text.split_once(' ').ok_or(unreadable)?;
    if !known.iter().any(|scheme| name.eq_ignore_ascii_case(scheme)) {
        return Err(unreadable);
    }
    Ok(name
        .eq_ignore_ascii_case(wanted)
        .then(|| Cow::Borrowed(rest.trim_ascii_start())))
}
