use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::{any_service, get, post};

use super::{assets, cancel, entry, headers, invoice, invoices, message, payment_method};
use crate::sandbox::Sandbox;

/// Serves `/manage/...` whole: whatever is asked for there gets a page, errors too. Every answer carries its security headers.
pub fn router(sandbox: Sandbox) -> Router {
    let pages = Router::new()
        .route("/{session}", get(entry::page))
        .route(
            "/{session}/payment-method",
            get(payment_method::page).post(payment_method::save),
        )
        .route("/{session}/invoices", get(invoices::page))
        .route("/{session}/invoices/{number}", get(invoice::page))
        .route("/{session}/cancel", get(cancel::page).post(cancel::cancel))
        .route("/{session}/cancel/confirm", get(cancel::confirm))
        .route("/{session}/keep", post(cancel::keep))
        .route(assets::STYLE_PATH, get(assets::style))
        .route(assets::ICON_PATH, get(assets::icon))
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(map_response(async |response| headers::secure(response)))
        .with_state(sandbox);
    // A nested router is not asked for the slash alone.
    Router::new()
        .route("/manage/", any_service(pages.clone()))
        .nest("/manage", pages)
}

/// The page in place of an answer that the pages could not give, or were not asked for: 400, 500 and 504 come from around them.
pub fn refusal(sandbox: &Sandbox, status: StatusCode, reason: &str) -> Response {
    headers::secure(message::refused(sandbox.pages_path(), status, reason))
}

async fn not_found(State(sandbox): State<Sandbox>) -> Response {
    message::not_found(sandbox.pages_path())
}

async fn method_not_allowed(State(sandbox): State<Sandbox>) -> Response {
    message::method_not_allowed(sandbox.pages_path())
}
