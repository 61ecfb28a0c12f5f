use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::response::Response;
use maud::{Markup, html};

use super::date::date;
use super::invoice_table::invoice_status;
use super::visitor::Visitor;
use crate::invoice::{Invoice, InvoiceStatus};
use crate::portal::Portal;
use crate::store_error::StoreError;

/// One invoice, to look at and to print.
pub(crate) async fn page(
    visitor: Visitor,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Response {
    let number = path.ok().and_then(|Path((_, number))| number.parse().ok());
    visitor.answer(match number {
        Some(number) => numbered(&visitor, number).await,
        None => Ok(visitor.no_invoice()),
    })
}

async fn numbered(visitor: &Visitor, number: i64) -> Result<Response, StoreError> {
    let account = &visitor.portal.account_id;
    let Some(invoice) = visitor.sandbox.invoice(account, number).await? else {
        return Ok(visitor.no_invoice());
    };
    let title = format!("Invoice {number}");
    let content = html! {
        h1 { (title) }
        (sheet(visitor, &invoice))
        p.actions {
            a href=(visitor.at("/invoices")) { "All invoices" }
        }
    };
    Ok(visitor.page(&title, content))
}

fn sheet(visitor: &Visitor, invoice: &Invoice) -> Markup {
    let Portal {
        account_id,
        account_name,
        ..
    } = &visitor.portal;
    html! {
        article.card.sheet {
            dl {
                div { dt { "Status" } dd { (invoice_status(invoice.status)) } }
                div { dt { "Date" } dd { (date(invoice.created_at)) } }
                div {
                    dt { "Billed to" }
                    dd { bdi.name { (account_name) } span.id { (account_id) } }
                }
            }
            table {
                thead { tr { th scope="col" { "For" } th.amount scope="col" { "Amount" } } }
                tbody {
                    tr {
                        td {
                            (invoice.plan)
                            span.detail { (date(invoice.period.start)) " to " (date(invoice.period.end)) }
                        }
                        td.amount { (invoice.price) }
                    }
                }
                tfoot { tr { th scope="row" { "Total" } td.amount { strong { (invoice.price) } } } }
            }
            p.detail { (settled(visitor, invoice)) }
        }
    }
}

/// How the invoice was paid, or what there is to do.
fn settled(visitor: &Visitor, invoice: &Invoice) -> Markup {
    html! {
        @match (invoice.status, invoice.payment) {
            (InvoiceStatus::Paid, Some(payment)) => {
                "Paid on " (date(payment.at)) " with " (payment.card) "."
            }
            (InvoiceStatus::Paid, None) => { "Paid." }
            (InvoiceStatus::Open, _) => {
                "Not paid yet. "
                a href=(visitor.at("/payment-method")) { "Update payment method" }
            }
            (InvoiceStatus::Void, _) => { "Nothing is to be paid: another subscription took its place." }
        }
    }
}
