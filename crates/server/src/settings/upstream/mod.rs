//! Settings of the server that has the rest of the API.

mod cross_checks;
mod document;

pub(crate) use cross_checks::cross_checks;
pub(crate) use document::path_shapes;
