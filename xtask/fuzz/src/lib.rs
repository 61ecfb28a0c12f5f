//! Fuzz targets of the pipeline: each takes any bytes, and panics when something that always must hold does not.
//!
//! `cargo xtask stress fuzz` looks for such bytes, guided by coverage; `tests/replay` goes through all that it ever kept.

mod breaking;
mod document;
mod injection;
mod literal;
mod overlay;
mod refusal;

pub use breaking::{constructed, sampled};
pub use document::document;
pub use injection::injection;
pub use overlay::overlay;
