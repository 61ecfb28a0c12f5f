//! Sends calls: within their time, and again where that may help.

use std::error::Error as _;
use std::time::Duration;

use reqwest::RequestBuilder;
use reqwest::redirect::Policy;
use tokio::time::{Instant, sleep, timeout_at};

use crate::call::Call;
use crate::contract::USER_AGENT;
use crate::error::Problem;
use crate::invalid_options::InvalidOptions;
use crate::options::ResolvedOptions;
use crate::response::Response;
use crate::scheme::Scheme;

/// Longest random wait before the first retry; it doubles with each.
const FIRST_BACKOFF: Duration = Duration::from_millis(500);
/// Longest random wait of all.
const MAX_BACKOFF: Duration = Duration::from_secs(8);
/// Longest time of a call: the clock holds no more than some centuries.
const MAX_TIMEOUT: Duration = Duration::from_secs(365 * 24 * 60 * 60);

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
    pub(crate) async fn send(
        &self,
        mut call: Call,
        security: &[&[&Scheme]],
    ) -> Result<Response, Problem> {
        self.options.credentials.apply(security, &mut call);
        if let Some(reason) = call.unsent {
            return Err(Problem::Unsent(reason));
        }
        let repeatable = call.method.is_idempotent();
        let mut next = Some(self.request(call));
        let deadline = Instant::now() + self.options.timeout.min(MAX_TIMEOUT);
        for tried in 0.. {
            let Some(request) = next.take() else { break };
            // What can be read only once is sent once.
            next = request.try_clone();
            let Ok(outcome) = timeout_at(deadline, send_once(request)).await else {
                break;
            };
            let left = tried < self.options.retries && next.is_some();
            let wait = match &outcome {
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

    fn request(&self, call: Call) -> RequestBuilder {
        let mut url = format!("{}{}", self.options.base_url, call.path);
        if !call.query.is_empty() {
            url.push('?');
            url.push_str(&call.query.join("&"));
        }
        let request = self.http.request(call.method, url).headers(call.headers);
        match call.body {
            Some(body) => request.body(body),
            None => request,
        }
    }
}

async fn send_once(request: RequestBuilder) -> Result<Response, Broken> {
    let response = request.send().await.map_err(Broken::new)?;
    Response::read(response).await.map_err(Broken::new)
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
fn causes(error: reqwest::Error) -> String {
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
