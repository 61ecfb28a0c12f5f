//! A published document behind a URL: every wait, size and redirect is bounded.

use std::io::Read;
use std::time::Duration;

use ureq::Agent;
use ureq::http::header::CONTENT_TYPE;

use super::error::DocumentError;
use super::format::Format;
use super::limits::MAX_BYTES;
use super::source::{Source, utf8};

/// Time for all of it, redirects included.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);
/// Time for name resolution and connection, each.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Most redirects that are followed.
const MAX_REDIRECTS: u32 = 5;

/// Gets `url` within 30 s and 5 redirects.
///
/// # Errors
/// Unreachable, any status but 2xx, a web page, more than 64 MiB, not UTF-8.
pub fn fetch(url: &str) -> Result<Source, DocumentError> {
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(REQUEST_TIMEOUT))
        .timeout_resolve(Some(CONNECT_TIMEOUT))
        .timeout_connect(Some(CONNECT_TIMEOUT))
        .max_redirects(MAX_REDIRECTS)
        .user_agent(concat!("contract-first/", env!("CARGO_PKG_VERSION")))
        .accept("application/json, application/yaml, text/markdown, text/plain;q=0.9, */*;q=0.1")
        .http_status_as_error(false)
        .build()
        .into();
    let response = agent
        .get(url)
        .call()
        .map_err(|cause| DocumentError::Request {
            url: url.to_owned(),
            cause: Box::new(cause),
        })?;
    let refused = |reason: String| DocumentError::Response {
        url: url.to_owned(),
        reason,
    };
    let status = response.status();
    if !status.is_success() {
        return Err(refused(format!("the server responded with {status}")));
    }
    let by_type = response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(Format::of_media_type);
    let mut bytes = Vec::new();
    // One byte more than allowed distinguishes a text that is too large from one that just fits.
    let mut body = response
        .into_body()
        .into_with_config()
        .limit(MAX_BYTES + 2)
        .reader()
        .take(MAX_BYTES + 1);
    body.read_to_end(&mut bytes)
        .map_err(|error| refused(format!("the response body is incomplete: {error}")))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(DocumentError::TooLarge {
            name: url.to_owned(),
        });
    }
    let text = utf8(bytes, url)?;
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let format = by_type
        .or_else(|| Format::of_name(path))
        .unwrap_or_else(|| Format::of_text(&text));
    Ok(Source {
        name: url.to_owned(),
        text,
        format,
    })
}
