//! `cargo xtask bench`: what a request costs, side by side, from a handler written by hand to the whole server.

mod duration;
mod ground;
mod outside;
mod programs;
mod rounds;
mod row;
mod server;
mod start;
mod table;
mod wrk;

pub use rounds::{Rounds, run};
pub use row::list;
