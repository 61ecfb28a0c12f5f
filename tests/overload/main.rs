//! More than the server can take, in short. `cargo xtask stress` does it at length, and measures.

mod capacity;
mod descriptors;
mod flood;
mod slow_clients;
mod stopping;
