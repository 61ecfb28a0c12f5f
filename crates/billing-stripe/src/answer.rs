use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{Response, StatusCode};

use crate::call_error::{Lost, Nonsense};

/// Largest body that is read, in bytes. A page of 100 subscriptions has less than half of it.
pub(crate) const LARGEST_BODY_BYTES: usize = 1024 * 1024;

/// Longest wait that is believed, whatever `Retry-After` says.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(60 * 60);

/// Longest id of a request that is logged, in bytes.
const LONGEST_REQUEST_ID: usize = 255;

/// One whole answer. Not to be printed: the address of a portal session may be in it.
pub(crate) struct Answer {
    pub(crate) head: Head,
    pub(crate) body: Vec<u8>,
}

/// What an answer says in front of its body.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub(crate) status: StatusCode,
    /// Stripe's name for this answer.
    pub(crate) request_id: Option<String>,
    /// Stripe's own word on whether to try again.
    pub(crate) should_retry: Option<bool>,
    /// How long to wait before that.
    pub(crate) retry_after: Option<Duration>,
    /// Whether Stripe names one of its limits: the request itself was one too many.
    pub(crate) over_limit: bool,
}

impl Head {
    pub(crate) fn of(status: StatusCode, headers: &HeaderMap) -> Self {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let retry_after = headers
            .get(RETRY_AFTER)
            .and_then(|value| wait(value.to_str().ok()?, Timestamp::now()));
        Self {
            status,
            request_id: text("request-id")
                .filter(|id| id.len() <= LONGEST_REQUEST_ID)
                .map(str::to_owned),
            should_retry: text("stripe-should-retry").and_then(|text| text.parse().ok()),
            retry_after,
            over_limit: headers.contains_key("stripe-rate-limited-reason"),
        }
    }
}

/// `Retry-After`: seconds or a date (RFC 9110, section 10.2.3).
fn wait(text: &str, now: Timestamp) -> Option<Duration> {
    let wait = match text.parse() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => {
            let date = DateTimeParser::new().parse_timestamp(text).ok()?;
            Duration::try_from(date.duration_since(now)).unwrap_or_default()
        }
    };
    Some(wait.min(LONGEST_RETRY_AFTER))
}

/// Reads an answer to its end, or to the limit.
pub(crate) async fn read(head: Head, mut response: Response) -> Result<Answer, Unread> {
    let told = response.content_length().unwrap_or_default();
    let mut body = Vec::new();
    let mut fits = told <= LARGEST_BODY_BYTES as u64;
    while fits && let Some(piece) = response.chunk().await.map_err(Lost::from)? {
        fits = body.len() + piece.len() <= LARGEST_BODY_BYTES;
        body.extend_from_slice(&piece);
    }
    if fits {
        return Ok(Answer { head, body });
    }
    if head.status.is_success() {
        return Err(Unread::Nonsense(Nonsense::TooLarge));
    }
    // The status says enough.
    let body = Vec::new();
    Ok(Answer { head, body })
}

/// Why there is no whole answer.
#[derive(Debug)]
pub(crate) enum Unread {
    Lost(Lost),
    Nonsense(Nonsense),
}

impl From<Lost> for Unread {
    fn from(lost: Lost) -> Self {
        Self::Lost(lost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_of_each_form() {
        let now: Timestamp = "1994-11-06T08:49:30Z".parse().expect("a time");
        for (text, seconds) in [
            ("3", Some(3)),
            ("0", Some(0)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(7)),
            ("Sun, 06 Nov 1994 08:49:00 GMT", Some(0)),
            ("Tue, 31 Dec 2999 23:59:59 GMT", Some(3600)),
            ("99999999", Some(3600)),
            ("-1", None),
            ("1.5", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(wait(text, now), seconds.map(Duration::from_secs), "{text}");
        }
    }

    #[test]
    fn headers_that_matter() {
        let mut headers = HeaderMap::new();
        headers.insert("request-id", "req_1".parse().expect("a value"));
        headers.insert("stripe-should-retry", "false".parse().expect("a value"));
        let head = Head::of(StatusCode::OK, &headers);
        assert_eq!(head.request_id.as_deref(), Some("req_1"));
        assert_eq!(head.should_retry, Some(false));
        assert_eq!(head.retry_after, None);
        headers.insert("stripe-should-retry", "perhaps".parse().expect("a value"));
        assert_eq!(Head::of(StatusCode::OK, &headers).should_retry, None);
    }
}
