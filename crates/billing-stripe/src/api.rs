use std::time::Duration;

use breaker::Breaker;
use serde::de::DeserializeOwned;
use tokio::time::{Instant, sleep, timeout_at};
use tracing::Instrument as _;

use crate::call::{Call, Endpoint};
use crate::call_error::{CallError, CallFailure, InvalidResponse};
use crate::call_record::{CallRecord, count};
use crate::error_response::ErrorResponse;
use crate::options::StripeOptions;
use crate::pauses::{self, Pauses};
use crate::retry;
use crate::secret_key::SecretKey;
use crate::transport::Transport;

/// Makes calls: with retries, up to the deadline, and not at all while nothing works or there were too many.
#[derive(Debug)]
pub(crate) struct Api {
    pub(crate) transport: Transport,
    key: SecretKey,
    breaker: Breaker,
    /// Search can be down, or over its own limits, while the rest works.
    search_breaker: Breaker,
    pauses: Pauses,
}

impl Api {
    pub(crate) fn new(options: &StripeOptions) -> Result<Self, reqwest::Error> {
        Ok(Self {
            transport: Transport::new(options)?,
            key: options.secret_key.clone(),
            breaker: Breaker::new("Stripe", "stripe_breaker_open", options.deadline),
            search_breaker: Breaker::new(
                "Stripe's search",
                "stripe_search_breaker_open",
                options.deadline,
            ),
            pauses: Pauses::default(),
        })
    }

    /// How long calls other than searches are refused for; `None` when one would be let through.
    pub(crate) fn open_for(&self) -> Option<Duration> {
        self.breaker.open_for()
    }

    fn breaker(&self, endpoint: Endpoint) -> &Breaker {
        match endpoint.is_search() {
            true => &self.search_breaker,
            false => &self.breaker,
        }
    }

    /// Whether a call would be let through now.
    pub(crate) fn may_call(&self, endpoint: Endpoint) -> Result<(), CallError> {
        let paused = self.pauses.left(endpoint).map(CallFailure::Paused);
        let open_for = || self.breaker(endpoint).open_for();
        match paused.or_else(|| open_for().map(CallFailure::CircuitOpen)) {
            Some(cause) => Err(not_made(endpoint, cause)),
            None => Ok(()),
        }
    }

    /// Makes a call and reads its response.
    pub(crate) async fn ask<T: DeserializeOwned>(
        &self,
        call: &Call,
        deadline: Instant,
    ) -> Result<T, CallError> {
        self.may_call(call.endpoint)?;
        let permit = self.breaker(call.endpoint).admit();
        let permit =
            permit.map_err(|wait| not_made(call.endpoint, CallFailure::CircuitOpen(wait)))?;
        let mut record = CallRecord::begin(call);
        let (began, span) = (record.began, record.span.clone());
        let outcome = timeout_at(deadline, self.tries(call, deadline, &mut record));
        let outcome = outcome.instrument(span).await;
        let outcome = outcome.unwrap_or(Err(CallFailure::Timeout));
        match &outcome {
            Ok(_) => {
                self.pauses.succeeded(call.endpoint, began);
                permit.record_success();
            }
            Err(CallFailure::Refused(response)) if response.status.is_client_error() => {
                permit.record_success();
            }
            // Whether it had a fair share of time is seen when the permit is dropped: a call that had little says nothing about Stripe.
            Err(CallFailure::Timeout) => drop(permit),
            Err(_) => permit.record_failure(),
        }
        record.finish(outcome.as_ref().err());
        outcome.map_err(|cause| CallError {
            call: call.name(),
            cause,
        })
    }

    async fn tries<T: DeserializeOwned>(
        &self,
        call: &Call,
        deadline: Instant,
        record: &mut CallRecord<'_>,
    ) -> Result<T, CallFailure> {
        loop {
            let retries = record.tries;
            record.tries += 1;
            let (head, failure) = match self.try_once(call, record).await {
                Ok(value) => return Ok(value),
                Err(invalid @ CallFailure::Invalid(_)) => return Err(invalid),
                Err(refused @ CallFailure::Refused(_)) => (record.head.as_ref(), refused),
                Err(lost) => (None, lost),
            };
            let locked = matches!(&failure, CallFailure::Refused(response) if response.is_lock());
            match retry::next(head, locked, retries, retry::chance()) {
                // A wait beyond the deadline would only delay the response.
                Some(wait) if Instant::now() + wait < deadline => sleep(wait).await,
                _ => return Err(self.paused_after(call, record.began, failure)),
            }
        }
    }

    async fn try_once<T: DeserializeOwned>(
        &self,
        call: &Call,
        record: &mut CallRecord<'_>,
    ) -> Result<T, CallFailure> {
        let response = self.transport.exchange(call, &mut record.head).await?;
        if response.head.status.is_success() {
            return read(&response.body);
        }
        let refused = ErrorResponse::read(response, &self.key);
        Err(CallFailure::Refused(Box::new(refused)))
    }

    /// Where Stripe says that there were too many requests, more of them would only make it worse: the endpoint is not called for a
    /// while. Not after a lock, nor where Stripe itself asked for another try.
    fn paused_after(&self, call: &Call, began: Instant, failure: CallFailure) -> CallFailure {
        match failure {
            CallFailure::Refused(mut response)
                if response.is_too_many() && !response.is_passing() =>
            {
                let (asked, limit) = (response.retry_after, response.rate_limit);
                let wait = pauses::begin(&self.pauses, call.endpoint, began, asked, limit);
                response.retry_after = Some(wait);
                CallFailure::Refused(response)
            }
            other => other,
        }
    }
}

/// A call that is not made; it is counted.
pub(crate) fn not_made(endpoint: Endpoint, cause: CallFailure) -> CallError {
    count(endpoint, &cause);
    CallError {
        call: endpoint.name(),
        cause,
    }
}

/// JSON that ends too early was cut on its way, and is worth another try.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, CallFailure> {
    serde_json::from_slice(body).map_err(|error| {
        if error.is_eof() && !body.is_empty() {
            CallFailure::CutShort
        } else {
            CallFailure::Invalid(InvalidResponse::Form {
                line: error.line(),
                column: error.column(),
            })
        }
    })
}

#[cfg(test)]
mod tests;
