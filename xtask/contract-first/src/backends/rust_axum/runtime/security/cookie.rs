use std::borrow::Cow;

use axum::http::header::COOKIE;
use axum::http::request::Parts;

use crate::credential_problem::CredentialProblem;

/// The one value of a cookie; an empty one counts as absent.
pub(crate) fn cookie<'a>(
    head: &'a Parts,
    name: &'static str,
) -> Result<Option<Cow<'a, str>>, CredentialProblem> {
    let mut found = None;
    for line in head.headers.get_all(COOKIE) {
        let line = line.to_str();
        let line = line.map_err(|_| CredentialProblem::Unreadable { header: "cookie" })?;
        for (key, value) in line
            .split(';')
            .filter_map(|pair| pair.trim_ascii().split_once('='))
        {
            if key == name && !value.is_empty() && found.replace(value).is_some() {
                return Err(CredentialProblem::Repeated { header: name });
            }
        }
    }
    Ok(found.map(Cow::Borrowed))
}
