//! All accounts with what belongs to them, out of a database and into one.

mod check;
mod export;
mod import;
mod record;
mod row;
mod statement;

pub use check::InvalidRecord;
pub use export::Snapshot;
pub use import::{Batch, Imported};
pub use record::{AccountRecord, CustomerRecord, IdentityRecord, KeyRecord, Record, Totals};
