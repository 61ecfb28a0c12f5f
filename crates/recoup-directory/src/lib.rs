#![doc = include_str!("../README.md")]

mod access;
mod account_row;
mod column;
mod customers;
mod emails;
mod examination;
mod hidden_rows;
mod key_row;
mod open_error;
mod port;
mod query_error;
mod recoup_directory;
mod recoup_use;
mod shortfall;
mod survey;
mod table;
mod writes;

pub use access::Command;
pub use examination::{KeyFit, RecoupExamination, RowState};
pub use hidden_rows::HiddenRows;
pub use open_error::RecoupOpenError;
pub use recoup_directory::RecoupDirectory;
pub use recoup_use::RecoupUse;
pub use shortfall::Shortfall;
pub use table::Table;
