use std::time::Duration;

use accounts::{EmailAddress, TRACES};
use breaker::{Breaker, CallPermit, Pause, Pauses};
use egress::{ApiBase, bounded_body, retry_after};
use metrics::counter;
use reqwest::header::ACCEPT;
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout_at};
use tracing::instrument;

use crate::app_id::AppId;
use crate::call_failure::{CallFailure, MAX_BODY_BYTES};
use crate::linked_accounts::first_email;
use crate::options::PrivyOptions;

const USER_AGENT: &str = concat!("accounts-server/", env!("CARGO_PKG_VERSION"));

/// Longest wait for a connection; a call after it may reach another address.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);

/// Calls at a time; more wait for one to end.
const MAX_CALLS: usize = 64;

/// Longest pause that is taken over, whatever `Retry-After` says: nobody with a token gets in while it lasts.
const MAX_PAUSE: Duration = Duration::from_secs(60);

/// The one endpoint.
const USERS: () = ();

/// Every outcome of a call.
const OUTCOMES: [&str; 10] = [
    "ok",
    "unknown_user",
    "circuit_open",
    "paused",
    "timeout",
    "connection_error",
    "rate_limited",
    "refused",
    "failed",
    "invalid_response",
];

/// Asks Privy's API about users.
pub(crate) struct Api {
    client: Client,
    base: ApiBase,
    app_id: AppId,
    app_secret: SecretString,
    breaker: Breaker,
    pauses: Pauses<()>,
    slots: Semaphore,
}

/// A user, as far as it matters.
#[derive(Deserialize)]
struct User {
    id: String,
    linked_accounts: Vec<Value>,
}

impl Api {
    pub(crate) fn new(options: &PrivyOptions) -> Result<Self, reqwest::Error> {
        for outcome in OUTCOMES {
            count(outcome, 0);
        }
        let client = options
            .egress
            .client()?
            .user_agent(USER_AGENT)
            .connect_timeout(CONNECT_TIMEOUT)
            .redirect(Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .build()?;
        Ok(Self {
            client,
            base: options.api_base.clone(),
            app_id: options.app_id.clone(),
            app_secret: options.app_secret.0.clone(),
            breaker: Breaker::new("Privy", "privy_breaker_open", options.timing.call),
            pauses: Pauses::default(),
            slots: Semaphore::new(MAX_CALLS),
        })
    }

    /// Why no call is made now; `None` when one would be.
    pub(crate) fn obstacle(&self) -> Option<CallFailure> {
        let paused = self.pauses.left(USERS).map(CallFailure::Paused);
        let open = || self.breaker.open_for().map(CallFailure::CircuitOpen);
        paused.or_else(open)
    }

    /// The address of a user, whose id is part of the path as it is; `None` when it has none, or when there is no such user.
    #[instrument(name = "privy: user", target = TRACES, level = "trace", skip_all, fields(otel.kind = "client"))]
    pub(crate) async fn email(
        &self,
        user: &str,
        end: Instant,
    ) -> Result<Option<EmailAddress>, CallFailure> {
        let found = self.bounded(user, end).await;
        let is_known = matches!(found, Ok(Some(_)));
        let email = found.and_then(|user| match user {
            Some(user) => Ok(first_email(&user.linked_accounts)?),
            None => Ok(None),
        });
        let outcome = match &email {
            Ok(_) if is_known => "ok",
            Ok(_) => "unknown_user",
            Err(failure) => failure.label(),
        };
        count(outcome, 1);
        email
    }

    async fn bounded(&self, user: &str, end: Instant) -> Result<Option<User>, CallFailure> {
        if let Some(obstacle) = self.obstacle() {
            return Err(obstacle);
        }
        let Ok(Ok(_slot)) = timeout_at(end, self.slots.acquire()).await else {
            return Err(CallFailure::Timeout);
        };
        // Others may have found out meanwhile.
        if let Some(obstacle) = self.obstacle() {
            return Err(obstacle);
        }
        let permit = self.breaker.admit().map_err(CallFailure::CircuitOpen)?;
        let began = Instant::now();
        let outcome = timeout_at(end, self.user(user, began)).await;
        let outcome = outcome.unwrap_or(Err(CallFailure::Timeout));
        if outcome.is_ok() {
            self.pauses.succeeded(USERS, began);
        }
        record(permit, &outcome);
        outcome
    }

    async fn user(&self, user: &str, began: Instant) -> Result<Option<User>, CallFailure> {
        let url = self.base.url(&format!("/v1/users/{user}"), None);
        let request = self
            .client
            .get(url)
            .header(ACCEPT, "application/json")
            .header("privy-app-id", self.app_id.as_str())
            .basic_auth(self.app_id.as_str(), Some(self.app_secret.expose_secret()));
        let mut response = request.send().await?;
        let status = response.status();
        if !matches!(status, StatusCode::OK | StatusCode::NOT_FOUND) {
            return Err(self.failure(status, &response, began));
        }
        let body = bounded_body(&mut response, MAX_BODY_BYTES).await?;
        let body = body.ok_or(CallFailure::TooLarge)?;
        if status == StatusCode::NOT_FOUND {
            // What is not in JSON does not come from the API: a proxy, or a web site, has no such page.
            parsed::<Map<String, Value>>(&body)?;
            return Ok(None);
        }
        let found: User = parsed(&body)?;
        match found.id == user {
            true => Ok(Some(found)),
            false => Err(CallFailure::OtherUser),
        }
    }

    fn failure(&self, status: StatusCode, response: &Response, began: Instant) -> CallFailure {
        let wait = retry_after(response.headers()).map(|wait| wait.min(MAX_PAUSE));
        match status {
            StatusCode::TOO_MANY_REQUESTS => CallFailure::RateLimited(self.pause(began, wait)),
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => CallFailure::Credentials(status),
            status if status.is_redirection() => CallFailure::Redirect(status),
            StatusCode::SERVICE_UNAVAILABLE if wait.is_some() => CallFailure::Status {
                status,
                pause: Some(self.pause(began, wait)),
            },
            status => CallFailure::Status {
                status,
                pause: None,
            },
        }
    }

    fn pause(&self, began: Instant, wait: Option<Duration>) -> Duration {
        let pause = self.pauses.begin(USERS, began, wait);
        if let Pause::Begun(length) = pause {
            let seconds = length.as_secs_f64();
            tracing::warn!(
                seconds,
                "Privy has too many requests: it is not asked for a while"
            );
        }
        pause.length()
    }
}

fn parsed<T: DeserializeOwned>(body: &[u8]) -> Result<T, CallFailure> {
    serde_json::from_slice(body).map_err(|error| CallFailure::Form {
        line: error.line(),
        column: error.column(),
    })
}

/// Whether Privy did its part. An answer that is odd about one user says nothing about others.
fn record(permit: CallPermit<'_>, outcome: &Result<Option<User>, CallFailure>) {
    match outcome {
        Ok(_) | Err(CallFailure::RateLimited(_)) => permit.record_success(),
        // Whether it had a fair share of time is seen when the permit is dropped.
        Err(CallFailure::Timeout) => drop(permit),
        Err(failure) if failure.may_concern_one_user() => permit.record_success(),
        Err(_) => permit.record_failure(),
    }
}

fn count(outcome: &'static str, calls: u64) {
    counter!("privy_calls_total", "outcome" => outcome).increment(calls);
}
