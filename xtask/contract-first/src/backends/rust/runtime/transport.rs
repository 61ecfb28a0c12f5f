//! Sends calls: within their time, and again where that may help.

use std::error::Error as _;
use std::time::Duration;

use reqwest::redirect::Policy;
use tokio::time::{Instant, sleep, timeout_at};

use crate::call::Call;
use crate::contract::USER_AGENT;
use crate::error::Problem;
use crate::invalid_options::InvalidOptions;
use crate::options::ResolvedOptions;
use crate::receive::Receive;
use crate::scheme::Scheme;

/// Longest random wait before the first retry; it doubles with each.
const FIRST_BACKOFF: Duration = Duration::from_millis(500);
/// Longest random wait of all.
const MAX_BACKOFF: Duration = Duration::from_secs(8);
/// Longest time of a call: the clock holds no more than some centuries.
pub(crate) const MAX_TIMEOUT: Duration = Duration::from_secs(365 * 24 * 60 * 60);

#[derive(Clone)]
pub(crate) struct Transport {
    pub(crate) http: reqwest::Client,
    pub(crate) options: ResolvedOptions,
}

/// A try without a response.
struct Broken {
    why: String,
    /// Whether the service cannot have seen the request.
    unseen: bool,
}

impl Transport {
    pub(crate) fn new(options: ResolvedOptions) -> Result<Self, InvalidOptions> {
        let http = reqwest::Client::builder()
            .user_agent(USER_AGENT)
            .redirect(Policy::none())
            .build()
            .map_err(|error| InvalidOptions::new(causes(error)))?;
        Ok(Self { http, options })
    }

    /// The response, whatever its status, to a call with one of these alternatives of credentials.
    pub(crate) async fn send<R: Receive>(
        &self,
        mut call: Call,
        security: &[&[&Scheme]],
        receive: R,
    ) -> Result<R::Received, Problem> {
        self.options.credentials.apply(security, &mut call);
        self.exchange(&call, &receive).await
    }

    /// The response to a call that has its credentials. What is received of it comes within the time of the call.
    pub(crate) async fn exchange<R: Receive>(
        &self,
        call: &Call,
        receive: &R,
    ) -> Result<R::Received, Problem> {
        if let Some(reason) = &call.unsent {
            return Err(Problem::Unsent(reason.clone()));
        }
        let deadline = Instant::now() + self.options.timeout.min(MAX_TIMEOUT);
        for tried in 0.. {
            let Ok(outcome) = timeout_at(deadline, self.send_once(call, receive)).await else {
                break;
            };
            let left = tried < self.options.retries;
            let repeatable = call.method.is_idempotent();
            let wait = match outcome.as_ref().map(AsRef::as_ref) {
                Ok(response) if left && matches!(response.status, 429 | 503) => {
                    response.retry_after.unwrap_or_else(|| backoff(tried))
                }
                Err(broken) if left && (broken.unseen || repeatable) => backoff(tried),
                _ => return outcome.map_err(Broken::into_problem),
            };
            if wait >= deadline.saturating_duration_since(Instant::now()) {
                return outcome.map_err(Broken::into_problem);
            }
            sleep(wait).await;
        }
        Err(Problem::Timeout(self.options.timeout))
    }

    async fn send_once<R: Receive>(&self, call: &Call, receive: &R) -> Result<R::Received, Broken> {
        let mut url = format!("{}{}", self.options.base_url, call.path);
        if !call.query.is_empty() {
            url.push('?');
            url.push_str(&call.query.join("&"));
        }
        let request = self.http.request(call.method.clone(), url);
        let mut request = request.headers(call.headers.clone());
        if let Some(body) = &call.body {
            request = request.body(body.clone());
        }
        let response = request.send().await.map_err(Broken::new)?;
        let received = receive.receive(self, call, response).await;
        received.map_err(Broken::new)
    }
}

impl Broken {
    fn new(error: reqwest::Error) -> Self {
        Self {
            unseen: error.is_connect(),
            why: causes(error),
        }
    }

    fn into_problem(self) -> Problem {
        Problem::Connection(self.why)
    }
}

/// The texts of an error and its causes, without the URL: that may hold credentials.
pub(crate) fn causes(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut texts = vec![error.to_string()];
    let mut cause = error.source();
    while let Some(inner) = cause {
        let text = inner.to_string();
        if texts.last() != Some(&text) {
            texts.push(text);
        }
        cause = inner.source();
    }
    texts.join(": ")
}

/// A random wait: up to half a second, then a second, and so on.
pub(crate) fn backoff(tried: u32) -> Duration {
    let longest = FIRST_BACKOFF.saturating_mul(1 << tried.min(4));
    longest.min(MAX_BACKOFF).mul_f64(fastrand::f64())
}
