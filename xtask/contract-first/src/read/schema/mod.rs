//! Schemas: read into [`TypeRef`](crate::model::TypeRef)s and [`NamedType`](crate::model::NamedType)s, which say what values are and what
//! is asked of them.

mod alias;
mod bound;
mod combine;
mod cost;
mod direction;
mod enumeration;
mod family;
mod hierarchy;
mod keyword;
mod number;
mod object;
mod one_way;
mod read;
mod reader;
mod rule;
#[cfg(test)]
mod testing;
mod text;
mod union;

pub use bound::whole;
pub use reader::SchemaReader;
