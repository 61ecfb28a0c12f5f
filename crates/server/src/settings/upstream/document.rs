use upstream::PathShapes;

use crate::settings::definitions::Settings;
use crate::settings::file;
use crate::settings::problem::Problem;

/// The largest document that is read.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// The paths by which requests for the upstream are counted; none without a document.
pub(crate) fn path_shapes(settings: &Settings) -> Result<PathShapes, Problem> {
    let Some(path) = &settings.upstream_document else {
        return Ok(PathShapes::default());
    };
    let text = file::bounded_to(path, MAX_BYTES);
    let text = text.map_err(|error| format!("the file cannot be read: {error}"));
    let shapes = text.and_then(|text| PathShapes::read(&text).map_err(|error| error.to_string()));
    shapes.map_err(|problem| {
        Problem::of(
            "ACCOUNTS_UPSTREAM_DOCUMENT",
            format!("{}: {problem}", path.display()),
            "name an OpenAPI document in JSON, or leave this out",
        )
    })
}
