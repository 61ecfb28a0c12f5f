//! The commands of `docs/operations.md` that back up and restore, on both databases, while the server runs under load.

mod commands;
mod load;
mod postgres;
mod sqlite;
