//! The comparison itself: a graph of pairs of schemas, each with what differs right there and with the pairs that it consists of.

mod annotations;
mod arrays;
mod cover;
mod disjoint;
mod enums;
mod frame;
mod graph;
mod numbers;
mod objects;
mod opaque;
mod overlap;
mod pair;
mod properties;
mod rules;
mod strings;
mod undeclared;
mod unions;
mod validate;

pub use graph::PairGraph;
pub use pair::{Pair, Question};
