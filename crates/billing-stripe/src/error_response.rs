use std::fmt;
use std::time::Duration;

use reqwest::StatusCode;
use serde::Deserialize;

use crate::rate_limit::RateLimit;
use crate::response::Response;
use crate::secret_key::SecretKey;

/// How much of a message is kept.
const MAX_MESSAGE_CHARS: usize = 300;

/// Stripe does not do what it was asked for (<https://docs.stripe.com/api/errors>).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ErrorResponse {
    pub(crate) status: StatusCode,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) rate_limit: Option<RateLimit>,
    should_retry: bool,
    request_id: Option<String>,
    problem: Problem,
}

#[derive(Deserialize)]
struct Body {
    error: Problem,
}

/// Stripe's own words. Only `type` is promised, and a proxy in between promises nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
struct Problem {
    #[serde(rename = "type")]
    kind: Option<String>,
    code: Option<String>,
    param: Option<String>,
    message: Option<String>,
    #[serde(skip)]
    about_return_url: bool,
}

impl ErrorResponse {
    pub(crate) fn read(response: Response, key: &SecretKey) -> Self {
        let body = serde_json::from_slice::<Body>(&response.body);
        let mut problem = body.map(|body| body.error).unwrap_or_default();
        for text in [&mut problem.kind, &mut problem.code, &mut problem.param] {
            *text = text.take().map(|text| printable(&text, key));
        }
        // Messages about the return URL repeat it, and it may carry state of the caller's.
        problem.about_return_url = match problem.param.as_deref() {
            Some(param) => param == "return_url",
            None => problem
                .message
                .as_ref()
                .is_some_and(|text| text.contains("return_url")),
        };
        let message = problem.message.take().filter(|_| !problem.about_return_url);
        problem.message = message.map(|text| printable(&text, key));
        Self {
            status: response.head.status,
            retry_after: response.head.retry_after,
            rate_limit: response.head.rate_limit,
            should_retry: response.head.should_retry == Some(true),
            request_id: response.head.request_id,
            problem,
        }
    }

    /// Whether Stripe says that there is no such customer, or that there no longer is. One that exists in the other mode is
    /// not unknown: the key is wrong, and forgetting customers for that would forget all of them.
    pub(crate) fn is_unknown_customer(&self) -> bool {
        let Problem {
            code,
            param,
            message,
            ..
        } = &self.problem;
        let status = [StatusCode::BAD_REQUEST, StatusCode::NOT_FOUND].contains(&self.status);
        let about_customer = match param.as_deref() {
            Some(param) => param == "customer",
            None => message
                .as_ref()
                .is_some_and(|message| message.starts_with("No such customer")),
        };
        let other_mode = message
            .as_ref()
            .is_some_and(|message| message.contains("similar object exists in"));
        status && code.as_deref() == Some("resource_missing") && about_customer && !other_mode
    }

    /// Whether Stripe says that it does not exist.
    pub(crate) fn is_missing(&self) -> bool {
        self.status == StatusCode::NOT_FOUND
            && self.problem.code.as_deref() == Some("resource_missing")
    }

    /// Whether Stripe does not accept the return URL. It is the only URL that is sent.
    pub(crate) fn is_about_return_url(&self) -> bool {
        let Problem {
            code,
            param,
            about_return_url,
            ..
        } = &self.problem;
        let about_it =
            *about_return_url || (param.is_none() && code.as_deref() == Some("url_invalid"));
        self.is_bad_request() && about_it
    }

    /// Whether somebody else is changing the same thing at Stripe, and it is only a matter of a moment.
    pub(crate) fn is_lock(&self) -> bool {
        self.is_too_many()
            && self.rate_limit.is_none()
            && self.problem.code.as_deref() == Some("lock_timeout")
    }

    /// Whether it is only a matter of a moment: a lock, or Stripe itself asks for another try.
    pub(crate) fn is_passing(&self) -> bool {
        self.is_lock() || self.should_retry
    }

    /// Whether there were too many requests.
    pub(crate) fn is_too_many(&self) -> bool {
        self.status == StatusCode::TOO_MANY_REQUESTS
    }

    /// Whether Stripe says that the request itself is wrong: also its response where search is not offered.
    pub(crate) fn is_bad_request(&self) -> bool {
        [
            StatusCode::BAD_REQUEST,
            StatusCode::NOT_FOUND,
            StatusCode::UNPROCESSABLE_ENTITY,
        ]
        .contains(&self.status)
    }
}

/// One line of bounded length, without the key.
fn printable(text: &str, key: &SecretKey) -> String {
    let visible = |char: char| if char.is_control() { ' ' } else { char };
    let text = key.redact(text);
    text.chars().take(MAX_MESSAGE_CHARS).map(visible).collect()
}

impl fmt::Display for ErrorResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stripe answered {}", self.status.as_u16())?;
        let Problem {
            kind,
            code,
            param,
            message,
            ..
        } = &self.problem;
        for (name, text) in [
            ("", kind),
            ("code ", code),
            ("parameter ", param),
            ("request ", &self.request_id),
        ] {
            if let Some(text) = text {
                write!(f, ", {name}{text}")?;
            }
        }
        match message {
            Some(message) => write!(f, ": {message}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
