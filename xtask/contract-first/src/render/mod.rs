//! Renders the templates of packages. The renderer is [`OpenApiGenerator`]; everything else knows the trait only.

mod configuration;
mod document;
mod openapi_generator;
mod renderer;

pub use openapi_generator::OpenApiGenerator;
pub use renderer::{RenderError, RenderJob, Renderer, Text};
