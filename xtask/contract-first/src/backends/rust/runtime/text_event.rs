//! Events whose data is text.

use crate::event_parser::RawEvent;

pub(crate) fn text(raw: &RawEvent) -> Result<Option<String>, String> {
    Ok(Some(raw.data.clone()))
}
