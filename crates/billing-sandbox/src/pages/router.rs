use axum::Router;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use url::form_urlencoded;

use super::{assets, headers, message, overview, session_cookie};
use crate::sandbox::Sandbox;
use crate::secret::Secret;
use crate::session::{Entry, SessionId, Visit};
use crate::store_error::StoreError;

/// Serves `/manage/...` whole: whatever is asked for there gets a page, errors too. Every answer carries its security headers.
pub fn router(sandbox: Sandbox) -> Router {
    let pages = Router::new()
        .route("/{session}", get(session))
        .route(assets::STYLE_PATH, get(assets::style))
        .route(assets::ICON_PATH, get(assets::icon))
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(map_response(async |response| headers::secure(response)))
        .with_state(sandbox);
    // A nested router is not asked for the slash alone.
    Router::new()
        .route("/manage/", axum::routing::any_service(pages.clone()))
        .nest("/manage", pages)
}

/// The page in place of an answer that the pages could not give, or were not asked for: 400, 500 and 504 come from around them.
pub fn refusal(sandbox: &Sandbox, status: StatusCode, reason: &str) -> Response {
    headers::secure(message::refused(sandbox.pages_path(), status, reason))
}

/// `GET /manage/{session}`: with `?token=` the link from the API, without it the page for the session's cookie.
async fn session(
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
    let answer = match token(query.as_deref()) {
        Some(token) => enter(&sandbox, &id, &token, &method, &headers).await,
        None => visit(&sandbox, &id, &headers).await,
    };
    answer.unwrap_or_else(|error| {
        tracing::error!(session = %id, %error, "the portal page cannot be served");
        message::unavailable(sandbox.pages_path())
    })
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
        Entry::Swapped(cookie) => (
            [(
                header::SET_COOKIE,
                session_cookie::write(sandbox, id, &cookie),
            )],
            to_page(sandbox, id),
        )
            .into_response(),
        Entry::Spent(way_back) => message::spent_link(sandbox.pages_path(), &way_back),
        Entry::Unknown => message::unknown_link(sandbox.pages_path()),
    })
}

async fn visit(
    sandbox: &Sandbox,
    id: &SessionId,
    headers: &HeaderMap,
) -> Result<Response, StoreError> {
    let Some(cookie) = session_cookie::read(sandbox, id, headers) else {
        return Ok(message::unknown_link(sandbox.pages_path()));
    };
    Ok(match sandbox.visit(id, &cookie).await? {
        Visit::Live(portal) => overview::page(sandbox.pages_path(), &portal),
        Visit::Over(way_back) => message::session_over(sandbox.pages_path(), &way_back),
        Visit::Unknown => message::unknown_link(sandbox.pages_path()),
    })
}

/// The redirect that takes the token out of the address bar.
fn to_page(sandbox: &Sandbox, id: &SessionId) -> impl IntoResponse {
    let location = format!("{}/{id}", sandbox.pages_path());
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)])
}

fn token(query: Option<&str>) -> Option<Secret> {
    form_urlencoded::parse(query?.as_bytes())
        .find(|(name, _)| name == "token")
        .map(|(_, value)| Secret::received(&value))
}

async fn not_found(State(sandbox): State<Sandbox>) -> Response {
    message::not_found(sandbox.pages_path())
}

async fn method_not_allowed(State(sandbox): State<Sandbox>) -> Response {
    message::method_not_allowed(sandbox.pages_path())
}
