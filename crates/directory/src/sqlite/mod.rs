//! What is particular to SQLite.

mod connect;
mod error;
mod file;
mod location;

pub(crate) use connect::open;
pub use error::FileError;
pub(crate) use file::OpenedFile;
pub(crate) use location::path_of;
