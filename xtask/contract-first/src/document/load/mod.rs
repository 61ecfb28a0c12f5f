//! Where a document comes from, and how its text is read: strictly, and within limits.

mod error;
mod fetch;
mod format;
mod json;
mod limits;
mod page;
mod parse;
mod source;
mod yaml;
mod yaml_scalar;

pub use error::{DocumentError, NotOpenApiError};
pub use format::Format;
pub use limits::{MAX_BYTES, MAX_DEPTH, MAX_VALUES, Size};
pub use parse::{Loaded, check, normalized_version, parse, parse_data, pretty, read_data_file};
pub use source::{Source, load, read_text};

pub(super) use page::{Block, document_block};
