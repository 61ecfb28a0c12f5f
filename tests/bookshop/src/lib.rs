//! A bookshop that shows what it was handed: an implementation of the stub that is generated of `tests/fixtures/bookshop.yaml`.

mod books;
mod caller;
mod orders;
mod paths;
mod refused;
mod samples;
mod shop;
mod streams;
mod styles;
mod wire;

pub use caller::Caller;
pub use refused::Refused;
pub use shop::{Branch, Shop, router};
