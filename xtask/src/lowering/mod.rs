//! Turns the effective document into the one that only the generator reads: every operation and the document itself get an `x-rust`
//! extension that says what our templates write. What cannot be said right is a [`Finding`](crate::lint::Finding), never a guess.

mod constraint;
mod cycle;
mod docs;
mod document;
mod keyword;
mod media;
mod model;
mod names;
mod operation;
mod parameter;
mod reference;
mod response;
mod schema;
mod security;
mod tag;

pub use document::lower;
