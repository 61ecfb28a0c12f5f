//! Values that are a line each.

use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::json_stream::JsonStream;
use crate::opened::Opened;

impl Opened {
    pub(crate) fn json_lines<T: DeserializeOwned, E>(
        self,
        end: Option<&'static str>,
    ) -> Result<JsonStream<T>, Error<E>> {
        Ok(JsonStream::new(self.rest()?, line, end))
    }
}

fn line(bytes: &[u8], scanned: usize, last: bool) -> Option<usize> {
    let feed = bytes[scanned..].iter().position(|byte| *byte == b'\n');
    match feed {
        Some(place) => Some(scanned + place + 1),
        None => (last && !bytes.is_empty()).then_some(bytes.len()),
    }
}
