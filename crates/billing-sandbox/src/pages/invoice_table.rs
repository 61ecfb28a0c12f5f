use maud::{Markup, html};

use super::date::short_date;
use super::visitor::Visitor;
use crate::invoice::{Invoice, InvoiceStatus};

/// Invoices, each with the way to its page.
pub(crate) fn invoice_table(visitor: &Visitor, invoices: &[Invoice]) -> Markup {
    html! {
        table.invoices {
            thead {
                tr {
                    th scope="col" { "Invoice" }
                    th scope="col" { "Date (UTC)" }
                    th.amount scope="col" { "Amount" }
                    th scope="col" { "Status" }
                }
            }
            tbody {
                @for invoice in invoices {
                    tr {
                        td {
                            a href=(visitor.at(&format!("/invoices/{}", invoice.number))) {
                                "No. " (invoice.number)
                            }
                        }
                        td { (short_date(invoice.created_at)) }
                        td.amount { (invoice.price) }
                        td { (invoice_status(invoice.status)) }
                    }
                }
            }
        }
    }
}

/// The status in a word, and in a colour beside it.
pub(crate) fn invoice_status(status: InvoiceStatus) -> Markup {
    let text = match status {
        InvoiceStatus::Open => "Open",
        InvoiceStatus::Paid => "Paid",
        InvoiceStatus::Void => "Void",
    };
    html! { span.status.(status.as_str()) { (text) } }
}
