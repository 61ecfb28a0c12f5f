//! From a document to the [whole of what it says](crate::model::description), for comparing it with another: nothing is left out because
//! no code is generated for it. A part that cannot be read is a fault, with its place.

mod body;
mod callback;
mod combining;
mod discriminator;
mod document;
mod encoding;
mod fault;
mod header;
mod keywords;
mod nullable;
mod operation;
mod parameter;
mod part;
mod path_item;
mod reader;
mod references;
mod response;
mod rule;
mod schema;
mod security;
mod server;
#[cfg(test)]
mod testing;
mod values;

pub use document::description;
pub(super) use reader::Reader;
pub(super) use rule::Extent;
