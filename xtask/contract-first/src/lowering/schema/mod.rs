//! Schemas: read into [`Shape`]s and named [`Entry`]s, which say what values are in Rust and what is asked of them.

mod bound;
mod combine;
mod cost;
mod discriminator;
mod entry;
mod enumeration;
mod flow;
mod keyword;
mod library;
mod number;
mod object;
mod one_way;
mod pattern;
mod read;
mod shape;
mod text;
mod union;

pub use entry::{Definition, Entry, Field, Rest, Union};
pub use flow::Direction;
pub use library::Library;
pub use shape::{Kind, ObjectRule, Presence, Rule, Shape, Width};
