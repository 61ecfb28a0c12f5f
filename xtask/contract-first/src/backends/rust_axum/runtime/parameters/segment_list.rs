use crate::parameters::{Parameter, SegmentTexts, items};
use crate::rejection::Rejection;
use crate::urlencoded;

/// A list in the path, with commas between, that stands beside others in its segment, or in a route of several paths.
pub(crate) fn segment_list<T: Parameter>(
    texts: &SegmentTexts<'_>,
    name: &str,
) -> Result<Vec<T>, Rejection> {
    // In a path, a plus sign is none of a blank.
    let sent = texts.sent(name).replace('+', "%2B");
    items(name, &urlencoded::split(&sent, ','))
}
