use std::fmt;

use tracing_subscriber::field::RecordFields;
use tracing_subscriber::fmt::FormatFields;
use tracing_subscriber::fmt::format::{DefaultFields, Writer};

use crate::telemetry::request_context::RequestContext;

/// The library's text, followed by what is known of the request.
pub(crate) struct TextFields;

impl<'writer> FormatFields<'writer> for TextFields {
    fn format_fields<R: RecordFields>(
        &self,
        mut writer: Writer<'writer>,
        fields: R,
    ) -> fmt::Result {
        DefaultFields::new().format_fields(writer.by_ref(), fields)?;
        let shown = RequestContext::with_current(|fields| {
            let mut known = fields
                .iter()
                .filter_map(|(name, value)| Some((name, value.as_ref()?)));
            known.try_for_each(|(name, value)| write!(writer, " {name}={value:?}"))
        });
        shown.unwrap_or(Ok(()))
    }
}
