//! HTTP around the contract's router: what every request goes through, and the server's own paths.

mod admin;
mod app;
mod capacity;
mod cors;
mod document;
mod exchange;
mod framing;
mod probes;
mod request_id;
mod rest;
mod surface;

#[cfg(test)]
mod tests;

pub(crate) use admin::{Admin, admin};
pub use app::{Parts, app};
pub use probes::Needs;
