#![doc = include_str!("../README.md")]

mod billing_links;
mod bulk;
mod customers;
mod database;
mod directory;
mod examination;
mod examine;
mod key_secret;
mod key_uses;
mod lists;
mod location;
mod migrations;
mod open_error;
mod options;
mod postgres;
mod query_error;
mod rows;
mod sqlite;

pub use billing_links::BillingLinks;
pub use bulk::{
    AccountRecord, Batch, CustomerRecord, IdentityRecord, Imported, InvalidRecord, KeyRecord,
    Record, Snapshot, Totals,
};
pub use database::{Database, PoolUsage};
pub use examination::{DatabaseState, Examination, Kept};
pub use key_secret::FinishedRoll;
pub use open_error::OpenError;
pub use options::{DatabaseOptions, Opening};
