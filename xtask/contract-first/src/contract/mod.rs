//! The published document: where it comes from, how it is read, and what changed in it.

mod document;
mod fetch;
mod format;
mod import;
mod json;
mod limits;
mod page;
mod source;
mod yaml;
mod yaml_scalar;

pub use document::{check, parse, parse_data, pretty, read_data_file};
pub use format::Format;
pub use import::{Import, import};
pub use limits::{MAX_BYTES, MAX_DEPTH, MAX_VALUES, Size};
pub use source::{Source, load, read_text};
