//! What the pipeline made when it was last reviewed, in `tests/goldens`: hashes of the rendered files of fixtures and of published
//! documents. `cargo xtask goldens` rewrites them.

mod documents;
mod fixtures;
mod folder;
mod hashes;
mod run;

pub use run::{run, run_documents, write};
