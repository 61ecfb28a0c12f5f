use maud::{Markup, html};

use super::date::date;
use super::form::token_field;
use super::visitor::Visitor;
use crate::standing::Standing;

/// What the visitor has just done, as the redirect after it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    Canceled,
    Kept,
    CardSaved,
}

impl Done {
    const ALL: [Self; 3] = [Self::Canceled, Self::Kept, Self::CardSaved];

    /// What addresses call it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Canceled => "canceled",
            Self::Kept => "kept",
            Self::CardSaved => "card",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|done| done.as_str() == name)
    }
}

/// What comes before everything else on the overview: the answer to what was just done, and what there is to do.
pub(crate) fn notices(visitor: &Visitor, standing: Standing, done: Option<Done>) -> Markup {
    let subscription = &visitor.portal.subscription;
    let canceling = subscription.cancel_at_period_end;
    let end = date(subscription.current_period_end);
    html! {
        // Anybody can write an address: what the row does not bear out is not said.
        @match done {
            Some(Done::Canceled) if canceling && standing.is_live() => {
                p.notice.good role="status" { "Your subscription is canceled. You keep it until " (end) "." }
            }
            Some(Done::Kept) if !canceling && standing.is_live() => {
                p.notice.good role="status" { "Your subscription goes on." }
            }
            Some(Done::CardSaved) if !subscription.card.is_declined() => {
                p.notice.good role="status" { "Your payment method is now " (subscription.card) "." }
            }
            _ => {}
        }
        @if standing == Standing::PastDue {
            div.notice.bad {
                p {
                    strong { (subscription.price) " could not be paid." }
                    " Your bank declined " (subscription.card) ". Choose another payment method before " (end)
                    ", or the subscription ends."
                }
                p { a.button href=(visitor.at("/payment-method")) { "Update payment method" } }
            }
        }
        @if canceling && standing.is_live() {
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
        @if standing == Standing::Ended {
            p.notice.bad { "This subscription has ended. Go back to where you came from to start a new one." }
        }
    }
}
