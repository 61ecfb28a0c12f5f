//! Turns the effective document into the one that only the generator reads: every operation and the document itself get an `x-rust`
//! extension that says what our templates write. What cannot be said right is a [`Finding`], never a guess.

mod docs;
mod document;
mod names;
mod operation;
mod reference;
mod schema;
mod security;
mod tag;

pub use document::lower;
