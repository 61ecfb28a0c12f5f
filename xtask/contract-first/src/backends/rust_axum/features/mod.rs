//! What of the generated crate is written: a flag for each part that is there only where something uses it.

mod bodies;
mod checks;
mod credentials;
mod models;
mod package;
mod parameters;
mod responses;
mod used;

pub use package::Features;
pub use used::Used;
