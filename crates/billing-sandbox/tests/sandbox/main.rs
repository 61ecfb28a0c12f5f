//! The sandbox as a provider and as pages, through its router, on a real database.

mod addresses;
mod billing;
mod cancellation;
mod forms;
mod invoices;
mod isolation;
mod pages;
mod payment_method;
mod renewal;
mod scenarios;
mod sessions;
mod support;
mod writing;
