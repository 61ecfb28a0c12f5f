//! The Rust client of the bookshop's contract against the served bookshop.

mod credentials;
mod errors;
mod media;
mod parameters;
mod paths;
mod servers;
mod shop;
mod streams;
mod styles;
mod values;
mod wire;
