//! The API reference: a page rendered from the served document, with nothing loaded from elsewhere.

mod asset;
mod page;

pub use asset::{Asset, assets};
pub use page::{PATH, page};
