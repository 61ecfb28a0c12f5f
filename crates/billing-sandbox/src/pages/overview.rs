use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::date::date;
use super::field::query_field;
use super::invoice_table::invoice_table;
use super::layout;
use super::notice::{Done, notices};
use super::return_link::return_link;
use super::visitor::Visitor;
use crate::display_status::DisplayStatus;
use crate::invoice::Invoice;
use crate::store_error::StoreError;
use crate::subscription::Subscription;

/// How many invoices are shown; the rest is a page away.
const LATEST: i64 = 3;

/// The subscription at a glance, and the way back.
pub(crate) async fn page(visitor: &Visitor, query: Option<&str>) -> Response {
    visitor.answer(overview(visitor, query).await)
}

async fn overview(visitor: &Visitor, query: Option<&str>) -> Result<Response, StoreError> {
    let portal = &visitor.portal;
    let subscription = &portal.subscription;
    let status = subscription.display_status(visitor.sandbox.now());
    let done = query_field(query, "done").and_then(|name| Done::named(&name));
    let invoices = visitor
        .sandbox
        .invoices(&portal.account_id, i64::MAX, LATEST)
        .await?;
    let content = html! {
        h1 { "Your subscription" }
        (notices(visitor, status, done))
        section.card aria-labelledby="plan" {
            (plan(subscription))
            dl {
                div { dt { "Status" } dd { (status_text(subscription, status)) } }
                div { dt { "Next payment" } dd { (next_payment(subscription, status)) } }
                div { dt { "Payment method" } dd { (payment_method(visitor, status)) } }
                div {
                    dt { "Account" }
                    dd {
                        bdi.name { (portal.account_name) }
                        span.id { (portal.account_id) }
                    }
                }
            }
        }
        (latest(visitor, status, &invoices))
        div.leave {
            (return_link(&portal.return_url))
            @if status.is_live() && !subscription.cancel_at_period_end {
                p { a href=(visitor.at("/cancel")) { "Cancel subscription" } }
            }
        }
    };
    let (pages_path, title) = (visitor.pages_path(), "Your subscription");
    Ok(layout::page(StatusCode::OK, pages_path, title, content))
}

fn plan(subscription: &Subscription) -> Markup {
    html! {
        div.plan {
            h2 #plan { (subscription.plan) }
            p.price { strong { (subscription.price) } " per month" }
        }
    }
}

fn status_text(subscription: &Subscription, status: DisplayStatus) -> Markup {
    let end = date(subscription.current_period_end);
    html! {
        span.status.(status.as_str()) {
            @match status {
                DisplayStatus::Active => { "Active" }
                DisplayStatus::Trialing => { "Trial until " (end) }
                DisplayStatus::PastDue => { "Past due" }
                DisplayStatus::Canceling => { "Cancels on " (end) }
                DisplayStatus::Ended => { "Canceled on " (end) }
            }
        }
    }
}

fn next_payment(subscription: &Subscription, status: DisplayStatus) -> Markup {
    let price = &subscription.price;
    html! {
        @match status {
            DisplayStatus::Active | DisplayStatus::Trialing => {
                (price) " on " (date(subscription.current_period_end))
            }
            DisplayStatus::PastDue => { (price) " is due now" }
            DisplayStatus::Canceling | DisplayStatus::Ended => { "None" }
        }
    }
}

fn payment_method(visitor: &Visitor, status: DisplayStatus) -> Markup {
    let card = visitor.portal.subscription.card;
    html! {
        (card)
        span.detail { "Expires " (card.expiry()) }
        @if status.is_live() {
            a href=(visitor.at("/payment-method")) { "Update payment method" }
        }
    }
}

fn latest(visitor: &Visitor, status: DisplayStatus, invoices: &[Invoice]) -> Markup {
    let subscription = &visitor.portal.subscription;
    html! {
        section.card aria-labelledby="invoices" {
            h2 #invoices { "Latest invoices" }
            @if let Some(latest) = invoices.first() {
                (invoice_table(visitor, invoices))
                @if latest.number > LATEST {
                    p { a href=(visitor.at("/invoices")) { "See all " (latest.number) " invoices" } }
                }
            } @else {
                p.empty {
                    "There are no invoices yet."
                    @if matches!(status, DisplayStatus::Active | DisplayStatus::Trialing) {
                        " The first one comes on " (date(subscription.current_period_end)) "."
                    }
                }
            }
        }
    }
}
