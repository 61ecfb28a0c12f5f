#![doc = include_str!("../README.md")]

mod billing_links;
mod customers;
mod database;
mod directory;
mod examination;
mod key_secret;
mod key_uses;
mod lists;
mod migrations;
mod open_error;
mod postgres;
mod query_error;
mod rows;
mod sqlite;

pub use billing_links::BillingLinks;
pub use database::{Connections, Database, DatabaseOptions, Opening};
pub use examination::{DatabaseState, Examination, Kept};
pub use key_secret::FinishedRoll;
pub use open_error::OpenError;
pub use postgres::ServerError;
pub use sqlite::FileError;
