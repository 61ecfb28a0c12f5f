use maud::{Markup, html};

use super::date::date;
use super::form::token_field;
use super::visitor::Visitor;
use crate::display_status::DisplayStatus;
use crate::names::named_enum;

named_enum! {
    /// What the visitor has just done, as the address of the redirect after it says.
    pub(crate) enum Done {
        Canceled = "canceled",
        Kept = "kept",
        CardSaved = "card",
    }
}

/// What comes before everything else on the overview: the answer to what was just done, and what there is to do.
pub(crate) fn notices(visitor: &Visitor, status: DisplayStatus, done: Option<Done>) -> Markup {
    let subscription = &visitor.portal.subscription;
    let canceling = subscription.cancel_at_period_end;
    let end = date(subscription.current_period_end);
    html! {
        // Anybody can write an address: only what the row confirms is shown.
        @match done {
            Some(Done::Canceled) if canceling && status.is_live() => {
                p.notice.good role="status" { "Your subscription is canceled. You keep it until " (end) "." }
            }
            Some(Done::Kept) if !canceling && status.is_live() => {
                p.notice.good role="status" { "Your subscription goes on." }
            }
            Some(Done::CardSaved) if !subscription.card.is_declined() => {
                p.notice.good role="status" { "Your payment method is now " (subscription.card) "." }
            }
            _ => {}
        }
        @if status == DisplayStatus::PastDue {
            div.notice.bad {
                p {
                    strong { (subscription.price) " could not be paid." }
                    " Your bank declined " (subscription.card) ". Choose another payment method before " (end)
                    ", or the subscription ends."
                }
                p { a.button href=(visitor.at("/payment-method")) { "Update payment method" } }
            }
        }
        @if canceling && status.is_live() {
            div.notice.warn {
                p {
                    "Your subscription ends on " (end) ". Nothing is charged after that."
                }
                form method="post" action=(visitor.at("/keep")) {
                    (token_field(visitor))
                    button { "Don’t cancel" }
                }
            }
        }
        @if status == DisplayStatus::Ended {
            p.notice.bad { "This subscription has ended. Go back to where you came from to start a new one." }
        }
    }
}
