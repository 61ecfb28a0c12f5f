use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};

use super::field::query_field;
use super::visitor::Visitor;
use super::{message, overview, session_cookie};
use crate::sandbox::Sandbox;
use crate::secret::Secret;
use crate::session::{Entry, Visit};
use crate::session_id::SessionId;
use crate::store_error::StoreError;

/// `GET /manage/{session}`: with `?token=` the link from the API, without it the overview for the session's cookie.
pub(crate) async fn page(
    State(sandbox): State<Sandbox>,
    path: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
    method: Method,
    headers: HeaderMap,
) -> Response {
    let path = path.ok().and_then(|Path(id)| SessionId::received(&id));
    let Some(id) = path else {
        return message::unknown_link(sandbox.pages_path());
    };
    let answer = match query_field(query.as_deref(), "token") {
        Some(token) => enter(&sandbox, &id, &Secret::received(&token), &method, &headers).await,
        None => match Visitor::of(&sandbox, id, &headers).await {
            Ok(visitor) => Ok(overview::page(&visitor, query.as_deref()).await),
            Err(refusal) => Ok(refusal),
        },
    };
    answer.unwrap_or_else(|error| message::failed(sandbox.pages_path(), &error))
}

async fn enter(
    sandbox: &Sandbox,
    id: &SessionId,
    token: &Secret,
    method: &Method,
    headers: &HeaderMap,
) -> Result<Response, StoreError> {
    // Whoever is in already comes back by the same link: by "back", or by a second click.
    if let Some(cookie) = session_cookie::read(sandbox, id, headers)
        && let Visit::Live(_) = sandbox.visit(id, &cookie).await?
    {
        return Ok(to_page(sandbox, id).into_response());
    }
    // HEAD is safe (RFC 9110, 9.2.1): whatever looks at a link that way does not use it up.
    if method == Method::HEAD && sandbox.would_enter(id, token).await? {
        return Ok(to_page(sandbox, id).into_response());
    }
    Ok(match sandbox.enter(id, token).await? {
        Entry::Swapped(cookie) => {
            let mut cookies = session_cookie::forget_surplus(sandbox, headers);
            cookies.push(session_cookie::write(sandbox, id, &cookie));
            let cookies = cookies
                .into_iter()
                .map(|cookie| (header::SET_COOKIE, cookie));
            let cookies: Vec<_> = cookies.collect();
            (AppendHeaders(cookies), to_page(sandbox, id)).into_response()
        }
        Entry::Spent(way_back) => message::spent_link(sandbox.pages_path(), &way_back),
        Entry::Unknown => message::unknown_link(sandbox.pages_path()),
    })
}

/// The redirect that takes the token out of the address bar.
fn to_page(sandbox: &Sandbox, id: &SessionId) -> impl IntoResponse {
    let location = format!("{}/{id}", sandbox.pages_path());
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)])
}
