use axum::extract::RawQuery;
use axum::response::Response;
use maud::{Markup, html};

use super::field::query_field;
use super::form::{Form, token_field};
use super::notice::Done;
use super::visitor::Visitor;
use crate::card::Card;
use crate::card_update::CardUpdate;
use crate::display_status::DisplayStatus;

/// What was wrong with the previous choice, as the address of the redirect after it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Problem {
    Declined(Card),
    NothingChosen,
}

/// The test cards to choose from.
pub(crate) async fn page(visitor: Visitor, RawQuery(query): RawQuery) -> Response {
    let status = visitor
        .portal
        .subscription
        .display_status(visitor.sandbox.now());
    if !status.is_live() {
        return visitor.to("");
    }
    let problem = problem(query.as_deref());
    let content = html! {
        h1 { "Payment method" }
        p.lead {
            "Now: " (visitor.portal.subscription.card) "."
            @if status == DisplayStatus::PastDue {
                " " (visitor.portal.subscription.price) " is due: a card that works pays it at once."
            }
        }
        form.card method="post" action=(visitor.at("/payment-method")) {
            (token_field(&visitor))
            fieldset {
                legend { "Choose a test card" }
                p.detail { "No card number is asked for, so none can leak." }
                @if problem == Some(Problem::NothingChosen) {
                    p.error #problem { "Choose one of the cards." }
                }
                @for card in Card::ALL { (choice(&visitor, card, problem)) }
            }
            div.actions {
                button { "Save payment method" }
                a href=(visitor.at("")) { "Back" }
            }
        }
    };
    let title = match problem {
        Some(Problem::Declined(_)) => "Card declined",
        Some(Problem::NothingChosen) | None => "Payment method",
    };
    visitor.page(title, content)
}

/// Saves the chosen card, unless its bank declines it.
pub(crate) async fn save(form: Form) -> Response {
    let visitor = &form.visitor;
    let Some(card) = form.value("card").and_then(|name| Card::named(&name)) else {
        return visitor.to("/payment-method?card=");
    };
    let updated = visitor
        .sandbox
        .pay_with(&visitor.portal.account_id, card)
        .await;
    visitor.answer(updated.map(|update| match update {
        CardUpdate::Accepted => visitor.to(&format!("?done={}", Done::CardSaved.as_str())),
        CardUpdate::Declined => visitor.to(&format!("/payment-method?card={}", card.as_str())),
        CardUpdate::Ended => visitor.to(""),
    }))
}

/// Anybody can write an address: it can only say of a card what is always true of it.
fn problem(query: Option<&str>) -> Option<Problem> {
    let name = query_field(query, "card")?;
    match Card::named(&name) {
        Some(card) => card.is_declined().then_some(Problem::Declined(card)),
        None => Some(Problem::NothingChosen),
    }
}

fn choice(visitor: &Visitor, card: Card, problem: Option<Problem>) -> Markup {
    let current = visitor.portal.subscription.card == card;
    let declined = problem == Some(Problem::Declined(card));
    let checked = match problem {
        Some(Problem::Declined(chosen)) => card == chosen,
        Some(Problem::NothingChosen) => false,
        None => current && !card.is_declined(),
    };
    html! {
        label.choice {
            input type="radio" name="card" value=(card.as_str()) required checked[checked] autofocus[declined]
                aria-describedby=[declined.then_some("declined")];
            span {
                (card)
                span.detail {
                    "Expires " (card.expiry())
                    @if card.is_declined() { " · always declined" }
                    @if current { " · in use" }
                }
                @if declined {
                    span.error #declined {
                        "Declined: the bank refused this card. Your payment method has not changed. Choose another one."
                    }
                }
            }
        }
    }
}
