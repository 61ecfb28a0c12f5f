//! The document as OpenAPI describes it: how it is read, what is where, the operations, and where a `$ref` leads.

mod chain;
mod change;
mod code_type;
mod kind;
mod load;
mod operations;
mod path_item;
mod place;
mod pointer;
mod reach;
mod reference;
mod walk;

pub use change::{Change, changes};
pub use load::{
    DocumentError, Format, Loaded, MAX_BYTES, MAX_DEPTH, MAX_VALUES, NotOpenApiError, Size, Source,
    check, load, normalized_version, parse, parse_data, pretty, read_data_file, read_text,
};
pub use operations::{METHODS, OperationNode, PathItem, operations, path_items};
pub use place::{Place, SourceMap};
pub use pointer::Pointer;

pub(crate) use chain::{ChainError, follow};
pub use code_type::{
    CodePackage, CodeType, CodeTypes, FORMATS, code_types, remove_types, type_key,
};
pub(crate) use kind::Kind;
pub(crate) use operations::{change_operations, remove_operation, templates};
pub(crate) use path_item::{PathItemError, inline_path_items, path_item_faults, path_item_parts};
pub(crate) use reach::Reach;
pub(crate) use reference::{Located, MAX_REFERENCES, ReferenceError, reference, resolve, target};
pub(crate) use walk::walk;
