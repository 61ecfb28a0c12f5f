//! The document as OpenAPI describes it: what stands where, and where a `$ref` leads.

mod chain;
mod data;
mod kind;
mod path_item;
mod reach;
mod reference;
mod walk;

pub use chain::endless_references;
pub use data::without_references_in_data;
pub use kind::Kind;
pub use path_item::{inline_path_items, path_item_faults};
pub use reach::Reach;
pub use reference::{decoded, escaped, target};
pub use walk::walk;
