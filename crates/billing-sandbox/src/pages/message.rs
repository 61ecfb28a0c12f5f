use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use maud::{Markup, html};

use super::layout;
use super::return_link::return_link;
use crate::store_error::StoreError;

/// When to reload a page that is not available.
const RETRY_AFTER_SECONDS: HeaderValue = HeaderValue::from_static("5");

/// No such session, or not this visitor's: the two look the same.
pub(crate) fn unknown_link(pages_path: &str) -> Response {
    message(
        StatusCode::NOT_FOUND,
        pages_path,
        "This link does not open anything",
        "It may be incomplete, or it was opened in another browser. Go back to where you found it and ask for a new one.",
        Markup::default(),
    )
}

/// The link's one visit is over, or came too late.
pub(crate) fn spent_link(pages_path: &str, way_back: &str) -> Response {
    message(
        StatusCode::GONE,
        pages_path,
        "This link has been used or has expired",
        "A link works once, within 10 minutes. Go back and ask for a new one.",
        return_link(way_back),
    )
}

/// The visitor was idle for too long, or the session reached its age.
pub(crate) fn session_over(pages_path: &str, way_back: &str) -> Response {
    message(
        StatusCode::GONE,
        pages_path,
        "Your session has ended",
        "It ends after 10 minutes without a visit, and after an hour at the latest. What you had saved before is safe. Go back and ask \
         for a new link.",
        return_link(way_back),
    )
}

/// A form that the session's pages did not make, or that cannot be read.
pub(crate) fn stale_form(pages_path: &str, overview: &str) -> Response {
    message(
        StatusCode::FORBIDDEN,
        pages_path,
        "This form has expired",
        "Nothing was changed. Open your subscription again and repeat what you wanted to do.",
        button(overview, "See your subscription"),
    )
}

/// The account has no invoice of that number.
pub(crate) fn no_invoice(pages_path: &str, invoices: &str) -> Response {
    message(
        StatusCode::NOT_FOUND,
        pages_path,
        "There is no such invoice",
        "Check the number, or look for it among your invoices.",
        button(invoices, "See your invoices"),
    )
}

/// No page has this address.
pub(crate) fn not_found(pages_path: &str) -> Response {
    message(
        StatusCode::NOT_FOUND,
        pages_path,
        "There is no such page",
        "Check the address, or go back to where you came from.",
        Markup::default(),
    )
}

/// The page is there, but not for that.
pub(crate) fn method_not_allowed(pages_path: &str) -> Response {
    message(
        StatusCode::METHOD_NOT_ALLOWED,
        pages_path,
        "This page does not support that",
        "Nothing was changed. Go back to where you came from.",
        Markup::default(),
    )
}

/// The store has no answer.
pub(crate) fn failed(pages_path: &str, error: &StoreError) -> Response {
    tracing::error!(%error, "the portal page cannot be served");
    let mut response = message(
        StatusCode::SERVICE_UNAVAILABLE,
        pages_path,
        "The page is not available at the moment",
        "Something went wrong on our side. Reload the page in a few seconds.",
        Markup::default(),
    );
    let headers = response.headers_mut();
    headers.insert(header::RETRY_AFTER, RETRY_AFTER_SECONDS);
    response
}

/// The server around the pages has no page to show, for this reason.
pub(crate) fn refused(pages_path: &str, status: StatusCode, reason: &str) -> Response {
    let title = if status.is_client_error() {
        "Your browser's request was not understood"
    } else {
        "Something went wrong on our side"
    };
    let text = format!("{reason}. Go back to where you came from, or try again.");
    message(status, pages_path, title, &text, Markup::default())
}

fn button(href: &str, text: &str) -> Markup {
    html! { p.actions { a.button href=(href) { (text) } } }
}

fn message(
    status: StatusCode,
    pages_path: &str,
    title: &str,
    text: &str,
    way_out: Markup,
) -> Response {
    let content = html! {
        h1 { (title) }
        p.lead { (text) }
        (way_out)
    };
    layout::page(status, pages_path, title, content)
}
