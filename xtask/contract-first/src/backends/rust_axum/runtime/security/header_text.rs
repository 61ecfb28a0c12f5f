use axum::http::HeaderName;
use axum::http::request::Parts;

use crate::credential_problem::CredentialProblem;

/// The one value of a header, without blanks around it.
pub(crate) fn header_text<'a>(
    head: &'a Parts,
    name: &'static HeaderName,
) -> Result<Option<&'a str>, CredentialProblem> {
    let mut values = head
        .headers
        .get_all(name)
        .iter()
        .filter(|value| !value.is_empty());
    let Some(value) = values.next() else {
        return Ok(None);
    };
    if values.next().is_some() {
        return Err(CredentialProblem::Repeated {
            header: name.as_str(),
        });
    }
    let text = value.to_str();
    let text = text.map_err(|_| CredentialProblem::Unreadable {
        header: name.as_str(),
    })?;
    Ok(Some(text.trim_ascii()).filter(|text| !text.is_empty()))
}
