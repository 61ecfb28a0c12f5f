//! Tokens that open nothing.

mod algorithm;
mod claim;
mod form;
mod header;
mod refused;
mod signature;
