//! Reads the bytes of an event stream (HTML, section 9.2.6).

use std::time::Duration;

use crate::stream_error::StreamProblem;

/// How large an event may be, in bytes.
const MAX_EVENT_BYTES: usize = 16 * 1024 * 1024;

/// An event as it came.
pub(crate) struct RawEvent {
    pub(crate) event: String,
    pub(crate) data: String,
    pub(crate) id: Option<String>,
}

/// What has been read, and what is not yet an event.
#[derive(Default)]
pub(crate) struct EventParser {
    pub(crate) last_id: Option<String>,
    pub(crate) retry: Option<Duration>,
    bytes: Vec<u8>,
    /// What of the bytes is done with.
    taken: usize,
    /// How many of the bytes behind that hold no end of a line.
    scanned: usize,
    /// The last line ended with a carriage return: a line feed behind it ends the same line.
    after_return: bool,
    is_started: bool,
    event: String,
    data: String,
    has_data: bool,
}

impl EventParser {
    /// Forgets what is not yet an event: another response begins.
    pub(crate) fn begin(&mut self) {
        *self = Self {
            last_id: self.last_id.take(),
            retry: self.retry,
            ..Self::default()
        };
    }

    pub(crate) fn add(&mut self, chunk: &[u8]) {
        self.bytes.drain(..self.taken);
        self.taken = 0;
        self.bytes.extend_from_slice(chunk);
    }

    /// The next event of what came; `None` where more has to come.
    pub(crate) fn next(&mut self) -> Result<Option<RawEvent>, StreamProblem> {
        while let Some(line) = self.line() {
            if line.is_empty() {
                if let Some(event) = self.dispatch() {
                    return Ok(Some(event));
                }
            } else {
                self.field(&line);
            }
            self.check_size(0)?;
        }
        self.check_size(self.bytes.len() - self.taken)?;
        Ok(None)
    }

    fn check_size(&self, open: usize) -> Result<(), StreamProblem> {
        match self.data.len() + open > MAX_EVENT_BYTES {
            true => Err(StreamProblem::TooLarge(MAX_EVENT_BYTES)),
            false => Ok(()),
        }
    }

    /// The next line, if all of it came.
    fn line(&mut self) -> Option<String> {
        if self.after_return && self.bytes.get(self.taken)? == &b'\n' {
            self.taken += 1;
        }
        self.after_return = false;
        let rest = &self.bytes[self.taken..];
        let mut unseen = rest[self.scanned..].iter();
        let Some(place) = unseen.position(|byte| matches!(byte, b'\n' | b'\r')) else {
            self.scanned = rest.len();
            return None;
        };
        let length = self.scanned + place;
        let mut line = &rest[..length];
        if !self.is_started {
            line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        }
        let line = String::from_utf8_lossy(line).into_owned();
        self.is_started = true;
        self.after_return = rest[length] == b'\r';
        self.taken += length + 1;
        self.scanned = 0;
        Some(line)
    }

    fn field(&mut self, line: &str) {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.event),
            "data" => {
                if self.has_data {
                    self.data.push('\n');
                }
                self.has_data = true;
                self.data.push_str(value);
            }
            "id" if !value.contains('\0') => self.last_id = Some(value.to_owned()),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis);
            }
            _ => {}
        }
    }

    /// What the lines so far are; nothing where they have no data.
    fn dispatch(&mut self) -> Option<RawEvent> {
        let event = std::mem::take(&mut self.event);
        if !std::mem::take(&mut self.has_data) {
            return None;
        }
        Some(RawEvent {
            event: if event.is_empty() {
                "message".to_owned()
            } else {
                event
            },
            data: std::mem::take(&mut self.data),
            id: self.last_id.clone().filter(|id| !id.is_empty()),
        })
    }
}
