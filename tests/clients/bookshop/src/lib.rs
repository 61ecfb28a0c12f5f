//! Tests of the Rust client of the bookshop.

pub use bookshop_client;
