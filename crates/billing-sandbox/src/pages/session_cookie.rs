use axum::http::{HeaderMap, header};

use crate::sandbox::Sandbox;
use crate::secret::Secret;
use crate::session::{AGE_LIMIT, SessionId};

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

/// The session's cookie among those that the browser sent. HTTP/2 may spread them over several headers.
pub(crate) fn read(sandbox: &Sandbox, id: &SessionId, headers: &HeaderMap) -> Option<Secret> {
    let wanted = name(sandbox, id);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == wanted)
        .map(|(_, value)| Secret::received(value))
}

fn name(sandbox: &Sandbox, id: &SessionId) -> String {
    let prefix = if sandbox.https() { "__Host-" } else { "" };
    format!("{prefix}{id}")
}
