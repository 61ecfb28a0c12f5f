//! Whether the published service and this server answer alike: the same requests go to both.

mod arguments;
mod case;
mod comparison;
mod outcome;
mod place;
mod reason;

pub(crate) use arguments::Parity;
