use crate::parameters::{Parameter, SegmentTexts, one};
use crate::paths::decoded;
use crate::rejection::Rejection;

/// A parameter of the path that stands beside others in its segment, or in a route of several paths.
pub(crate) fn segment<T: Parameter>(texts: &SegmentTexts<'_>, name: &str) -> Result<T, Rejection> {
    one(name, &decoded(texts.sent(name)).unwrap_or_default())
}
