//! HTTP around the contract's router: what every request goes through, and the server's own paths.

mod admin;
mod app;
mod capacity;
mod client_address;
mod cors;
mod document;
mod exchange;
mod framing;
mod operations;
mod probes;
mod readiness;
mod request_id;
mod rest;
mod surface;

#[cfg(test)]
mod tests;

pub(crate) use admin::{Admin, admin};
pub use app::{Parts, app};
pub(crate) use client_address::Peer;
pub(crate) use operations::{operation_of, operations};
pub(crate) use probes::starting;
pub use readiness::Needs;
