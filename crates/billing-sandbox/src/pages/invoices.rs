use axum::extract::RawQuery;
use axum::response::Response;
use maud::{Markup, html};

use super::field::query_field;
use super::invoice_table::invoice_table;
use super::visitor::Visitor;
use crate::store_error::StoreError;

/// Invoices on a page: a year.
const PER_PAGE: i64 = 12;

/// All invoices, latest first, a year at a time.
pub(crate) async fn page(visitor: Visitor, RawQuery(query): RawQuery) -> Response {
    visitor.answer(list(&visitor, query.as_deref()).await)
}

async fn list(visitor: &Visitor, query: Option<&str>) -> Result<Response, StoreError> {
    let account = &visitor.portal.account_id;
    let total = visitor.sandbox.last_invoice(account).await?;
    let pages = pages(total);
    let page = query_field(query, "page").and_then(|page| page.parse().ok());
    let page = page.unwrap_or(1).clamp(1, pages);
    let from = total - (page - 1) * PER_PAGE;
    let invoices = visitor.sandbox.invoices(account, from, PER_PAGE).await?;
    let content = html! {
        h1 { "Invoices" }
        section.card aria-label="Invoices" {
            @if invoices.is_empty() {
                p.empty { "There are no invoices yet." }
            } @else {
                (invoice_table(visitor, &invoices))
                @if pages > 1 { (turn(visitor, page, pages)) }
            }
        }
    };
    let title = match page {
        1 => "Invoices".to_owned(),
        page => format!("Invoices, page {page}"),
    };
    Ok(visitor.page(&title, content))
}

fn pages(total: i64) -> i64 {
    ((total + PER_PAGE - 1) / PER_PAGE).max(1)
}

fn turn(visitor: &Visitor, page: i64, pages: i64) -> Markup {
    let at = |page: i64| visitor.at(&format!("/invoices?page={page}"));
    html! {
        nav.turn aria-label="More invoices" {
            @if page > 1 { a href=(at(page - 1)) rel="prev" { "Newer" } } @else { span {} }
            span { "Page " (page) " of " (pages) }
            @if page < pages { a href=(at(page + 1)) rel="next" { "Older" } } @else { span {} }
        }
    }
}
