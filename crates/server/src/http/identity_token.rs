use accounts::IdentityToken;
use axum::http::{HeaderMap, HeaderName};

/// The header in which clients of Privy send identity tokens.
pub(crate) const HEADER: HeaderName = HeaderName::from_static("privy-id-token");

/// The identity token of a request; an empty header counts as absent.
pub(crate) fn of(headers: &HeaderMap) -> Option<IdentityToken> {
    let values = headers.get_all(HEADER).into_iter();
    let mut values = values.filter(|value| !value.as_bytes().trim_ascii().is_empty());
    let value = values.next()?;
    Some(match (value.to_str(), values.next()) {
        (Ok(text), None) => IdentityToken::Sent(text.trim_ascii().into()),
        _ => IdentityToken::Unreadable,
    })
}

#[cfg(test)]
mod tests;
