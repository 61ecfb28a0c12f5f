use axum::http::request::Parts;

use crate::parameters::violation;
use crate::paths::{decoded, matched};
use crate::rejection::Rejection;

/// The texts of a path's placeholders, as they were sent.
pub(crate) struct SegmentTexts<'r>(Vec<(&'static str, &'r str)>);

/// The texts of a request whose path is one of the template.
pub(crate) fn segment_texts<'r>(
    head: &'r Parts,
    template: &'static str,
) -> Result<SegmentTexts<'r>, Rejection> {
    let texts = matched(template, head.uri.path()).unwrap_or_default();
    match texts.iter().all(|(_, text)| decoded(text).is_some()) {
        true => Ok(SegmentTexts(texts)),
        false => Err(violation("The path", "must be percent-encoded UTF-8")),
    }
}

impl<'r> SegmentTexts<'r> {
    /// The text of a placeholder.
    pub(super) fn sent(&self, name: &str) -> &'r str {
        let found = self.0.iter().find(|(known, _)| *known == name);
        found.map(|(_, text)| *text).unwrap_or_default()
    }
}
