use axum::http::{HeaderMap, header};

use crate::sandbox::Sandbox;
use crate::secret::Secret;
use crate::session::AGE_LIMIT;
use crate::session_id::SessionId;

/// What browsers take for the host alone, over https, for the path `/`.
const HOST_PREFIX: &str = "__Host-";
/// Most sessions that a browser keeps at a time on https, where every request carries all of their cookies.
const MAX_COOKIES: usize = 16;

/// The `Set-Cookie` for a session: one cookie for each, so that two tabs do not throw each other out.
///
/// `Lax`, not `Strict`: the visitor arrives by a link on another site, and the redirect after it has to carry the cookie.
pub(crate) fn write(sandbox: &Sandbox, id: &SessionId, secret: &Secret) -> String {
    let name = name(sandbox, id);
    let value = secret.expose();
    // Browsers take a `__Host-` cookie for the path `/` only; without https there is no such name, and the path can be narrow.
    let scope = if sandbox.https() {
        "Path=/; Secure".to_owned()
    } else {
        format!("Path={}/{id}", sandbox.pages_path())
    };
    let seconds = AGE_LIMIT.as_secs();
    format!("{name}={value}; {scope}; HttpOnly; SameSite=Lax; Max-Age={seconds}")
}

/// The session's cookie among those that the browser sent.
pub(crate) fn read(sandbox: &Sandbox, id: &SessionId, headers: &HeaderMap) -> Option<Secret> {
    let wanted = name(sandbox, id);
    sent(headers)
        .find(|(name, _)| *name == wanted)
        .map(|(_, value)| Secret::received(value))
}

/// The `Set-Cookie`s that take the oldest sessions' cookies away, so that they do not pile up until requests are too large.
pub(crate) fn forget_surplus(sandbox: &Sandbox, headers: &HeaderMap) -> Vec<String> {
    let of_session = |name: &&str| {
        let id = name.strip_prefix(HOST_PREFIX);
        id.and_then(SessionId::received).is_some()
    };
    if !sandbox.https() {
        return Vec::new();
    }
    let names: Vec<_> = sent(headers)
        .map(|(name, _)| name)
        .filter(of_session)
        .collect();
    // Browsers send the oldest first (RFC 6265, 5.4); one more is about to come.
    let surplus = (names.len() + 1).saturating_sub(MAX_COOKIES);
    let forget =
        |name: &&str| format!("{name}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
    names.iter().take(surplus).map(forget).collect()
}

/// Every cookie of the request. HTTP/2 may spread them over several headers.
fn sent(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
}

fn name(sandbox: &Sandbox, id: &SessionId) -> String {
    let prefix = if sandbox.https() { HOST_PREFIX } else { "" };
    format!("{prefix}{id}")
}
