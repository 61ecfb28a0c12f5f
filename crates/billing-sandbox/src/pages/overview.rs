use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use maud::{Markup, html};

use super::layout;
use super::return_link::return_link;
use crate::portal::Portal;
use crate::subscription::{Status, Subscription};

/// The subscription at a glance, and the way back.
pub(crate) fn page(pages_path: &str, portal: &Portal) -> Response {
    let subscription = &portal.subscription;
    let price = money(subscription.amount, &subscription.currency);
    let content = html! {
        h1 { "Your subscription" }
        section.card aria-labelledby="plan" {
            div.plan {
                h2 #plan { (subscription.plan) }
                p.price { strong { (price) } " per month" }
            }
            dl {
                dt { "Status" }
                dd { (status(subscription.status)) }
                dt { "Next payment" }
                dd { (next_payment(subscription, &price)) }
                dt { "Account" }
                dd {
                    bdi.name { (portal.account_name) }
                    " "
                    span.id { (portal.account_id) }
                }
            }
        }
        (return_link(&portal.return_url))
    };
    layout::page(StatusCode::OK, pages_path, "Your subscription", content)
}

fn status(status: Status) -> Markup {
    let text = match status {
        Status::Active => "Active",
        Status::Trialing => "Trial",
        Status::PastDue => "Past due",
        Status::Canceled => "Canceled",
    };
    html! { span.status.(status.as_str()) { (text) } }
}

fn next_payment(subscription: &Subscription, price: &str) -> Markup {
    html! {
        @match subscription.status {
            Status::Canceled => { "None" }
            Status::PastDue => { (price) " is due now" }
            Status::Active | Status::Trialing => {
                (price) " on " (date(subscription.current_period_end))
            }
        }
    }
}

fn date(time: Timestamp) -> Markup {
    html! {
        time datetime=(time.strftime("%Y-%m-%d")) { (time.strftime("%-d %B %Y")) " (UTC)" }
    }
}

/// Minor units as people write them. The sandbox's plan is in a currency with two decimals.
fn money(amount: i64, currency: &str) -> String {
    let sign = if amount < 0 { "-" } else { "" };
    let (whole, cents) = (amount.unsigned_abs() / 100, amount.unsigned_abs() % 100);
    format!("{sign}{whole}.{cents:02} {}", currency.to_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_in_minor_units() {
        for (amount, text) in [
            (2_000, "20.00 USD"),
            (5, "0.05 USD"),
            (0, "0.00 USD"),
            (123_456, "1234.56 USD"),
            (-1, "-0.01 USD"),
        ] {
            assert_eq!(money(amount, "usd"), text);
        }
    }

    #[test]
    fn next_payment_of_each_status() {
        for (status, text) in [
            (
                Status::Active,
                "20.00 USD on <time datetime=\"2026-09-01\">1 September 2026 (UTC)</time>",
            ),
            (
                Status::Trialing,
                "20.00 USD on <time datetime=\"2026-09-01\">1 September 2026 (UTC)</time>",
            ),
            (Status::PastDue, "20.00 USD is due now"),
            (Status::Canceled, "None"),
        ] {
            let subscription = Subscription {
                plan: "Recoup Pro".into(),
                amount: 2_000,
                currency: "usd".into(),
                status,
                current_period_end: "2026-09-01T23:59:59Z".parse().expect("a time"),
            };
            let markup = next_payment(&subscription, "20.00 USD");
            assert_eq!(markup.into_string(), text, "{status:?}");
        }
    }
}
