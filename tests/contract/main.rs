//! The contract, over real sockets: each documented answer, the order of the checks, and what every answer carries.

mod body;
mod credentials;
mod document;
mod newer_schema;
mod order;
mod portal_page;
mod probes;
mod reference;
mod roll;
mod session;
mod surface;
