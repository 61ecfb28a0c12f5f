use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use maud::{Markup, html};
use url::form_urlencoded;

use super::date::date;
use super::invoice_table::invoice_table;
use super::layout;
use super::notice::{Done, notices};
use super::return_link::return_link;
use super::visitor::Visitor;
use crate::invoice::Invoice;
use crate::standing::Standing;
use crate::store_error::StoreError;
use crate::subscription::Subscription;

/// How many invoices are shown; the rest is a page away.
const LATEST: i64 = 3;

/// The subscription at a glance, and the way back.
pub(crate) async fn page(visitor: &Visitor, query: Option<&str>) -> Response {
    visitor.answer(overview(visitor, query).await)
}

async fn overview(visitor: &Visitor, query: Option<&str>) -> Result<Response, StoreError> {
    let now = Timestamp::now();
    let portal = &visitor.portal;
    let subscription = &portal.subscription;
    let standing = subscription.standing(now);
    let invoices = visitor
        .sandbox
        .invoices(&portal.account_id, i64::MAX, LATEST)
        .await?;
    let content = html! {
        h1 { "Your subscription" }
        (notices(visitor, standing, done(query)))
        section.card aria-labelledby="plan" {
            (plan(subscription))
            dl {
                div { dt { "Status" } dd { (status(subscription, standing)) } }
                div { dt { "Next payment" } dd { (next_payment(subscription, standing)) } }
                div { dt { "Payment method" } dd { (payment_method(visitor, standing)) } }
                div {
                    dt { "Account" }
                    dd {
                        bdi.name { (portal.account_name) }
                        span.id { (portal.account_id) }
                    }
                }
            }
        }
        (latest(visitor, standing, &invoices))
        div.leave {
            (return_link(&portal.return_url))
            @if standing.is_live() && !subscription.cancel_at_period_end {
                p { a href=(visitor.at("/cancel")) { "Cancel subscription" } }
            }
        }
    };
    let (pages_path, title) = (visitor.pages_path(), "Your subscription");
    Ok(layout::page(StatusCode::OK, pages_path, title, content))
}

fn done(query: Option<&str>) -> Option<Done> {
    let mut fields = form_urlencoded::parse(query?.as_bytes());
    let (_, value) = fields.find(|(name, _)| name == "done")?;
    Done::named(&value)
}

fn plan(subscription: &Subscription) -> Markup {
    html! {
        div.plan {
            h2 #plan { (subscription.plan) }
            p.price { strong { (subscription.price) } " per month" }
        }
    }
}

fn status(subscription: &Subscription, standing: Standing) -> Markup {
    let end = date(subscription.current_period_end);
    html! {
        span.status.(standing.as_str()) {
            @match standing {
                Standing::Active => { "Active" }
                Standing::Trialing => { "Trial until " (end) }
                Standing::PastDue => { "Past due" }
                Standing::Canceling => { "Cancels on " (end) }
                Standing::Ended => { "Canceled on " (end) }
            }
        }
    }
}

fn next_payment(subscription: &Subscription, standing: Standing) -> Markup {
    let price = &subscription.price;
    html! {
        @match standing {
            Standing::Active | Standing::Trialing => {
                (price) " on " (date(subscription.current_period_end))
            }
            Standing::PastDue => { (price) " is due now" }
            Standing::Canceling | Standing::Ended => { "None" }
        }
    }
}

fn payment_method(visitor: &Visitor, standing: Standing) -> Markup {
    let card = visitor.portal.subscription.card;
    html! {
        (card)
        span.detail { "Expires " (card.expiry()) }
        @if standing.is_live() {
            a href=(visitor.at("/payment-method")) { "Update payment method" }
        }
    }
}

fn latest(visitor: &Visitor, standing: Standing, invoices: &[Invoice]) -> Markup {
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
                    @if matches!(standing, Standing::Active | Standing::Trialing) {
                        " The first one comes on " (date(subscription.current_period_end)) "."
                    }
                }
            }
        }
    }
}
