//! Where the nodes of a document are in its text.

mod json;
mod outline;
mod position;
mod source_map;
mod yaml;

pub use position::Place;
pub use source_map::SourceMap;
