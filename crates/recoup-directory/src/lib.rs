#![doc = include_str!("../README.md")]

mod account_row;
mod customers;
mod hidden_rows;
mod key_row;
mod port;
mod query_error;
mod recoup_directory;
mod table;

pub use hidden_rows::HiddenRows;
pub use recoup_directory::RecoupDirectory;
pub use table::Table;
