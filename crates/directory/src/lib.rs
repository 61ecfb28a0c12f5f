#![doc = include_str!("../README.md")]

mod customers;
mod database;
mod directory;
mod file;
mod location;
mod open_error;
mod query_error;
mod rows;

pub use database::{Database, DatabaseOptions};
pub use open_error::OpenError;
