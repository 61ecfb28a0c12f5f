//! What takes minutes, or days: `cargo xtask stress --list`. Lines with a bar in front are for the summary.

mod bulk;
mod connections;
mod drop_in;
mod kills;
mod overload;
mod slow_clients;
mod soak;
mod upstream;
