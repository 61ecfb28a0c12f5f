use std::borrow::Cow;
use std::time::Duration;

use axum::BoxError;
use axum::body::Bytes;

/// An event of an event stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event<T> {
    /// What it says.
    pub data: T,
    /// Its name; where the document lists names, the data has it.
    pub event: Option<String>,
    /// What a client that comes back names in `Last-Event-ID`.
    pub id: Option<String>,
    /// How long a client waits before it comes back.
    pub retry: Option<Duration>,
}

impl<T> Event<T> {
    /// An event with data alone.
    pub fn new(data: T) -> Self {
        Self {
            data,
            event: None,
            id: None,
            retry: None,
        }
    }

    /// The same with an id.
    #[must_use]
    pub fn with_id(self, id: impl Into<String>) -> Self {
        Self {
            id: Some(id.into()),
            ..self
        }
    }

    /// The event as it is sent.
    pub(crate) fn write(&self, name: Option<&str>, data: &str) -> Result<Bytes, BoxError> {
        let mut text = String::with_capacity(data.len() + 16);
        for (field, value) in [("event", name), ("id", self.id.as_deref())] {
            let Some(value) = value else {
                continue;
            };
            if value.contains(['\n', '\r', '\0']) {
                return Err(format!("the {field} of an event must be one line").into());
            }
            text.extend([field, ": ", value, "\n"]);
        }
        if let Some(retry) = self.retry {
            text.push_str(&format!("retry: {}\n", retry.as_millis()));
        }
        // A carriage return ends a line, too: it arrives as a line feed.
        let data = match data.contains('\r') {
            true => Cow::Owned(data.replace("\r\n", "\n").replace('\r', "\n")),
            false => Cow::Borrowed(data),
        };
        for line in data.split('\n') {
            text.extend(["data: ", line, "\n"]);
        }
        text.push('\n');
        Ok(text.into())
    }
}
