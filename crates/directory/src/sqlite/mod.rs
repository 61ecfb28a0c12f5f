//! What is particular to SQLite.

mod connect;
mod error;
mod examine;
mod file;
mod location;

pub(crate) use connect::open;
pub use error::FileError;
pub(crate) use examine::examine;
pub(crate) use file::OpenedFile;
pub(crate) use location::path_of;
