//! OpenAPI Overlay 1.0: what the published document lacks.

mod apply;
mod query;

pub use apply::apply;
