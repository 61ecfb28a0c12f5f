//! `cargo xtask bench`: what a request costs, side by side, from a hand-written handler to the whole server.

mod duration;
mod environment;
mod fake_services;
mod programs;
mod rounds;
mod row;
mod server;
mod start;
mod table;
mod wrk;

pub use rounds::{Rounds, run};
pub use row::list;
