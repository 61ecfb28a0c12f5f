//! `cargo xtask test`: sets up what the tests need and runs everything.

mod browser;
mod check;
mod clients;
mod container;
mod dependencies;
mod documents;
mod fuzz;
mod goldens;
mod http;
mod injection;
mod log;
mod npm;
mod packages;
mod postgres;
mod prerequisites;
mod python;
mod readme;
mod recipes;
mod running;
mod rust;
mod schemathesis;
mod service;
mod shop;
mod stress;
mod stripe;
mod subject;
mod suite;
mod tidy;
mod tokens;
mod typescript;
mod working_tree;
mod workspace;

pub use check::{CHECKS, STRESS};
pub use goldens::write as write_goldens;
pub use injection::{HARMLESS, Places};
pub use suite::{Selection, list, run};
