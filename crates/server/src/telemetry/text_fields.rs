use std::fmt;

use accounts::RequestContext;
use tracing_subscriber::field::RecordFields;
use tracing_subscriber::fmt::FormatFields;
use tracing_subscriber::fmt::format::{DefaultFields, Writer};

use crate::telemetry::request_fields::request_fields;

/// The library's text, followed by what is known of the request.
pub(crate) struct TextFields;

impl<'writer> FormatFields<'writer> for TextFields {
    fn format_fields<R: RecordFields>(
        &self,
        mut writer: Writer<'writer>,
        fields: R,
    ) -> fmt::Result {
        DefaultFields::new().format_fields(writer.by_ref(), fields)?;
        let shown = RequestContext::with_current(|context| {
            let mut fields = request_fields(context);
            fields.try_for_each(|(name, value)| write!(writer, " {name}={value:?}"))
        });
        shown.unwrap_or(Ok(()))
    }
}
