//! `cargo xtask test`: sets up what the tests need and runs everything.

mod browser;
mod check;
mod clients;
mod container;
mod dependencies;
mod documents;
mod log;
mod npm;
mod postgres;
mod prerequisites;
mod readme;
mod rust;
mod schemathesis;
mod service;
mod stripe;
mod suite;
mod tidy;
mod tokens;
mod working_tree;

pub use check::{CHECKS, ENDURANCE};
pub use suite::{Selection, list, run};
