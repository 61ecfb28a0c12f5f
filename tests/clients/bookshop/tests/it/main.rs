//! The Rust client of the bookshop's contract against the served bookshop.

mod credentials;
mod errors;
mod media;
mod parameters;
mod paths;
mod servers;
mod shop;
mod styles;
mod uploads;
mod values;
mod wire;
