//! OpenAPI Overlay 1.0: what the published document lacks.

mod apply;
mod error;
mod origin;
mod query;

pub use apply::{apply, is_query};
pub use error::OverlayError;
pub use origin::{Origin, Origins};
