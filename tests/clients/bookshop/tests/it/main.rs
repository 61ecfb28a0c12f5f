//! The Rust client of the bookshop's contract against the served bookshop.

mod credentials;
mod errors;
mod media;
mod parameters;
mod shop;
mod values;
mod wire;
