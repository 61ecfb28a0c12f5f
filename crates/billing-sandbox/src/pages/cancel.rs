use axum::extract::RawQuery;
use axum::response::Response;
use maud::{Markup, html};

use super::date::date;
use super::field::query_field;
use super::form::{Form, token_field};
use super::notice::Done;
use super::visitor::Visitor;
use crate::reason::Reason;
use crate::subscription::Status;

/// Asks for the reason.
pub(crate) async fn page(visitor: Visitor) -> Response {
    if !can_cancel(&visitor) {
        return visitor.to("");
    }
    ask(&visitor, false)
}

/// Says once more what will happen, before it does.
pub(crate) async fn confirm(visitor: Visitor, RawQuery(query): RawQuery) -> Response {
    if !can_cancel(&visitor) {
        return visitor.to("");
    }
    let reason = query_field(query.as_deref(), "reason");
    let Some(reason) = reason.and_then(|name| Reason::named(&name)) else {
        return ask(&visitor, true);
    };
    let subscription = &visitor.portal.subscription;
    let content = html! {
        h1 { "Confirm the cancellation" }
        form.card method="post" action=(visitor.at("/cancel")) {
            (token_field(&visitor))
            input type="hidden" name="reason" value=(reason.as_str());
            dl {
                div { dt { "Plan" } dd { (subscription.plan) ", " (subscription.price) " per month" } }
                div { dt { "Ends on" } dd { (date(subscription.current_period_end)) } }
                div { dt { "Reason" } dd { (reason.text()) } }
            }
            div.actions {
                button.danger { "Cancel subscription" }
                a href=(visitor.at("")) { "Keep it" }
            }
        }
    };
    visitor.page("Confirm the cancellation", content)
}

/// Cancels at the end of the current month or trial.
pub(crate) async fn cancel(form: Form) -> Response {
    let visitor = &form.visitor;
    let Some(reason) = form.value("reason").and_then(|name| Reason::named(&name)) else {
        return visitor.to("/cancel/confirm");
    };
    let account = &visitor.portal.account_id;
    let canceled = visitor.sandbox.cancel(account, reason).await;
    visitor.answer(canceled.map(|_| over(visitor, Done::Canceled)))
}

/// Takes a cancellation back, for as long as the subscription has not ended.
pub(crate) async fn keep(form: Form) -> Response {
    let visitor = &form.visitor;
    let kept = visitor.sandbox.keep(&visitor.portal.account_id).await;
    visitor.answer(kept.map(|_| over(visitor, Done::Kept)))
}

/// Whether or not this very form did it: the overview shows the current state, so a second click leads to the same page as the first.
fn over(visitor: &Visitor, done: Done) -> Response {
    visitor.to(&format!("?done={}", done.as_str()))
}

fn can_cancel(visitor: &Visitor) -> bool {
    let subscription = &visitor.portal.subscription;
    subscription.is_live(visitor.sandbox.now()) && !subscription.cancel_at_period_end
}

fn ask(visitor: &Visitor, nothing_chosen: bool) -> Response {
    let subscription = &visitor.portal.subscription;
    let title = format!("Cancel {}?", subscription.plan);
    let content = html! {
        h1 { (title) }
        p.lead {
            @if subscription.status == Status::Trialing { "Your trial runs until " } @else { "You keep it until " }
            (date(subscription.current_period_end)) ". Nothing is charged after that, and until then you can change your mind."
        }
        form.card method="get" action=(visitor.at("/cancel/confirm")) {
            fieldset {
                legend { "Why are you leaving?" }
                @if nothing_chosen {
                    p.error #problem { "Choose the reason that fits best." }
                }
                @for reason in Reason::ALL { (choice(reason, nothing_chosen)) }
            }
            div.actions {
                button { "Continue" }
                a href=(visitor.at("")) { "Keep it" }
            }
        }
    };
    visitor.page(&title, content)
}

fn choice(reason: Reason, nothing_chosen: bool) -> Markup {
    html! {
        label.choice {
            input type="radio" name="reason" value=(reason.as_str()) required
                aria-describedby=[nothing_chosen.then_some("problem")];
            span { (reason.text()) }
        }
    }
}
