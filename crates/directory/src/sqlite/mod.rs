//! What is particular to SQLite.

pub(crate) mod connect;
pub(crate) mod error;
pub(crate) mod examine;
pub(crate) mod file;
pub(crate) mod location;
