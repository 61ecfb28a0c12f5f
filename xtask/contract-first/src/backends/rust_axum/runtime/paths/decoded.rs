use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// A text of a path; `None` when it is not UTF-8.
pub(crate) fn decoded(sent: &str) -> Option<Cow<'_, str>> {
    percent_decode_str(sent).decode_utf8().ok()
}
