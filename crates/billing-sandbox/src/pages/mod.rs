//! The portal's pages, under `/manage/...`.

mod assets;
mod cancel;
mod date;
mod entry;
mod field;
mod form;
mod headers;
mod invoice;
mod invoice_table;
mod invoices;
mod layout;
mod message;
mod notice;
mod overview;
mod payment_method;
mod return_link;
mod router;
mod session_cookie;
mod visitor;

pub use router::{refusal, router};
