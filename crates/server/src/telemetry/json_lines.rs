use std::fmt::{self, Debug};
use std::io;

use accounts::RequestContext;
use serde_json::to_writer;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::{FormatTime as _, SystemTime};
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::registry::LookupSpan;

use crate::telemetry::request_fields::request_fields;

/// One line of JSON for each event: its fields, and what is known of its request.
pub(crate) struct JsonLines;

impl<S, N> FormatEvent<S, N> for JsonLines
where
    S: Subscriber + for<'span> LookupSpan<'span>,
    N: for<'writer> FormatFields<'writer> + 'static,
{
    fn format_event(
        &self,
        _context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let metadata = event.metadata();
        writer.write_str("{\"timestamp\":\"")?;
        SystemTime.format_time(&mut writer)?;
        write!(writer, "\",\"level\":\"{}\"", metadata.level())?;
        let mut members = Members(&mut writer);
        event.record(&mut members);
        members.member("target", metadata.target());
        RequestContext::with_current(|context| {
            writer.write_str(",\"span\":{\"name\":\"request\"")?;
            for (name, value) in request_fields(context) {
                Members(&mut writer).member(name, value);
            }
            writer.write_char('}')
        })
        .unwrap_or(Ok(()))?;
        writer.write_str("}\n")
    }
}

/// Writes members of a JSON object, each after a comma.
struct Members<'a, 'writer>(&'a mut Writer<'writer>);

impl Members<'_, '_> {
    fn member(&mut self, name: &str, value: impl serde::Serialize) {
        // Neither writing to memory nor a number or a text fails.
        write!(self.0, ",\"{name}\":").unwrap_or_default();
        to_writer(self, &value).unwrap_or_default();
    }
}

impl io::Write for Members<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = std::str::from_utf8(bytes).map_err(io::Error::other)?;
        self.0.write_str(text).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Visit for Members<'_, '_> {
    fn record_f64(&mut self, field: &Field, value: f64) {
        self.member(field.name(), value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.member(field.name(), value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.member(field.name(), value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.member(field.name(), value);
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.member(field.name(), value);
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.member(field.name(), format_args!("{value:?}"));
    }
}

#[cfg(test)]
pub(crate) mod tests;
