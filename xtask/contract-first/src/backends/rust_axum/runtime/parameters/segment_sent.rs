use crate::parameters::SegmentTexts;

/// A value of the path as it was sent.
pub(crate) fn segment_sent<'r>(texts: &SegmentTexts<'r>, name: &str) -> &'r str {
    texts.sent(name)
}
