//! What the pipeline made when it was last reviewed, in `tests/goldens`: the generator's input for fixtures and published documents, and
//! hashes of rendered files. `cargo xtask goldens` writes it anew.

mod documents;
mod fixtures;
mod folder;
mod hashes;
mod input;
mod run;

pub use run::{documents, fixtures, write};
