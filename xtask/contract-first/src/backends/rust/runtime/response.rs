//! What came back.

use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};

use crate::error::{Error, Undocumented};

/// How much of a body is read, in bytes.
const MAX_BODY_BYTES: usize = 64 * 1024 * 1024;
/// How much of a body goes into an error, in bytes.
const MAX_EXCERPT_BYTES: usize = 64 * 1024;

/// A response with its whole body.
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) request_id: Option<String>,
    pub(crate) body: Vec<u8>,
    /// Whether the body went on beyond [`MAX_BODY_BYTES`].
    pub(crate) truncated: bool,
}

impl Response {
    /// Without a body yet.
    pub(crate) fn head(response: &reqwest::Response) -> Self {
        let request_id = response.headers().get("x-request-id");
        let request_id = request_id.and_then(|id| id.to_str().ok());
        Self {
            status: response.status().as_u16(),
            retry_after: retry_after(response.headers()),
            request_id: request_id.map(str::to_owned),
            body: Vec::new(),
            truncated: false,
        }
    }

    pub(crate) async fn read(mut response: reqwest::Response) -> Result<Self, reqwest::Error> {
        let mut read = Self::head(&response);
        while let Some(chunk) = response.chunk().await? {
            read.truncated = read.body.len() + chunk.len() > MAX_BODY_BYTES;
            if read.truncated {
                break;
            }
            read.body.extend_from_slice(&chunk);
        }
        Ok(read)
    }

    /// A status that is not documented.
    pub(crate) fn undocumented<E>(&self) -> Error<E> {
        let reason = reason_phrase(self.status);
        self.unexpected(format!("which is not documented ({reason})"))
    }

    /// A response that is not as documented.
    pub(crate) fn unexpected<E>(&self, problem: String) -> Error<E> {
        Error::Undocumented(Box::new(Undocumented {
            status: self.status,
            text: self.excerpt(),
            problem: match self.truncated {
                true => format!("with a body of more than {MAX_BODY_BYTES} bytes"),
                false => problem,
            },
            request_id: self.request_id.clone(),
            retry_after: self.retry_after,
        }))
    }

    /// The start of the body as text.
    pub(crate) fn excerpt(&self) -> String {
        let start = &self.body[..self.body.len().min(MAX_EXCERPT_BYTES)];
        String::from_utf8_lossy(start).into_owned()
    }
}

impl AsRef<Self> for Response {
    fn as_ref(&self) -> &Self {
        self
    }
}

/// The words of a status.
pub(crate) fn reason_phrase(status: u16) -> String {
    let known = StatusCode::from_u16(status).ok();
    let known = known.and_then(|status| status.canonical_reason());
    known.map_or_else(|| format!("status {status}"), str::to_owned)
}

/// Seconds, or an HTTP date (RFC 9110, section 10.2.3).
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(SystemTime::now()).unwrap_or_default())
}
