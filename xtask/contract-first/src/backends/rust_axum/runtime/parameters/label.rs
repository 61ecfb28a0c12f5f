use crate::parameters::{SegmentTexts, segment_sent, violation};
use crate::rejection::Rejection;

/// A value of the path behind its dot (`style: label`), as it was sent.
pub(crate) fn label<'r>(texts: &SegmentTexts<'r>, name: &str) -> Result<&'r str, Rejection> {
    let text = segment_sent(texts, name).strip_prefix('.');
    text.ok_or_else(|| violation(name, "must begin with a dot (`style: label`)"))
}
