//! HTTP around the contract's router: what every request goes through, and the server's own paths.

mod admin;
mod app;
mod client_address;
mod document;
mod drain;
mod exchange;
mod framing;
mod front;
mod gateway;
mod identity_token;
mod layers;
mod operations;
mod own_paths;
mod probes;
mod readiness;
pub(crate) mod request_id;

#[cfg(test)]
mod tests;

pub(crate) use admin::{Admin, admin};
pub(crate) use app::{Parts, app};
pub(crate) use client_address::Peer;
pub(crate) use front::Front;
pub(crate) use gateway::Gateway;
pub(crate) use operations::{operation_of, operations};
pub(crate) use probes::starting;
pub(crate) use readiness::Dependencies;
