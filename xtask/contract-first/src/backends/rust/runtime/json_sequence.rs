//! Values that are a record each (RFC 7464).

use serde::de::{DeserializeOwned, IgnoredAny};

use crate::error::Error;
use crate::json_stream::JsonStream;
use crate::opened::Opened;

/// What a record begins with.
const RECORD: u8 = 0x1e;

impl Opened {
    pub(crate) fn json_sequence<T: DeserializeOwned, E>(
        self,
        end: Option<&'static str>,
    ) -> Result<JsonStream<T>, Error<E>> {
        Ok(JsonStream::new(self.rest()?, record, end))
    }
}

/// A record goes on to the next one. Its first line may be all of it: then nobody has to wait.
fn record(bytes: &[u8], scanned: usize, last: bool) -> Option<usize> {
    // The byte that a record begins with is not its end.
    let start = scanned.max(1).min(bytes.len());
    let next = bytes[start..].iter().position(|byte| *byte == RECORD);
    let next = next.map(|place| start + place);
    let end = next.or_else(|| (last && !bytes.is_empty()).then_some(bytes.len()));
    let first_line = first_line(&bytes[..end.unwrap_or(bytes.len())]);
    // A first line that was no value before is none now.
    first_line.filter(|length| *length > scanned).or(end)
}

/// How long the first line is, if it is a value.
fn first_line(bytes: &[u8]) -> Option<usize> {
    let length = bytes.iter().position(|byte| *byte == b'\n')? + 1;
    let text = &bytes[..length];
    let text = text.strip_prefix(&[RECORD]).unwrap_or(text);
    serde_json::from_slice::<IgnoredAny>(text).ok()?;
    Some(length)
}
