#![doc = include_str!("../README.md")]

mod adoption;
mod audit_action;
mod audit_elsewhere;
mod audit_entry;
mod audit_log;
mod billing_links;
mod bulk;
mod customers;
mod database;
mod directory;
mod examination;
mod examine;
mod ids;
mod key_ends;
mod key_secret;
mod key_uses;
mod life_cycle;
mod lists;
mod location;
mod migrations;
mod open_error;
mod options;
mod outside;
mod placeholders;
mod postgres;
mod query_error;
mod rows;
mod sqlite;

pub use audit_action::{AuditAction, UnknownAuditAction};
pub use audit_entry::{AuditEntry, AuditFilter, AuditRecord};
pub use billing_links::BillingLinks;
pub use bulk::{
    AccountRecord, Batch, CustomerRecord, IdentityRecord, Imported, InvalidRecord, KeyRecord,
    Record, Snapshot, Totals,
};
pub use database::{Database, PoolUsage};
pub use examination::{DatabaseState, Examination, Kept};
pub use key_secret::FinishedRoll;
pub use life_cycle::DeletedAccount;
pub use open_error::OpenError;
pub use options::{DatabaseOptions, Opening};
pub use outside::OutsideDatabase;
