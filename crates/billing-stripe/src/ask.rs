use std::time::Duration;

use serde::de::DeserializeOwned;
use tokio::time::{Instant, sleep, timeout_at};
use tracing::Instrument as _;

use crate::answer::Unread;
use crate::breaker::Breaker;
use crate::call::{Call, Endpoint};
use crate::call_error::{CallError, Lost, Nonsense, Why};
use crate::call_record::{CallRecord, count};
use crate::options::StripeOptions;
use crate::pauses::Pauses;
use crate::refusal::Refusal;
use crate::retry;
use crate::secret_key::SecretKey;
use crate::transport::Transport;

/// Makes calls: with retries, up to the deadline, and not at all while nothing works or there were too many.
#[derive(Debug)]
pub(crate) struct Api {
    pub(crate) transport: Transport,
    key: SecretKey,
    breaker: Breaker,
    /// Search can be down, or out of its own limits, while the rest works.
    search_breaker: Breaker,
    pauses: Pauses,
}

impl Api {
    pub(crate) fn new(options: &StripeOptions) -> Result<Self, reqwest::Error> {
        Ok(Self {
            transport: Transport::new(options)?,
            key: options.secret_key.clone(),
            breaker: Breaker::new("stripe_breaker_open", options.deadline),
            search_breaker: Breaker::new("stripe_search_breaker_open", options.deadline),
            pauses: Pauses::default(),
        })
    }

    /// How long calls are refused for, searches aside; `None` when one would be let through.
    pub(crate) fn resting(&self) -> Option<Duration> {
        self.breaker.resting()
    }

    fn breaker(&self, endpoint: Endpoint) -> &Breaker {
        match endpoint.is_search() {
            true => &self.search_breaker,
            false => &self.breaker,
        }
    }

    /// Whether a call would be let through now.
    pub(crate) fn may_call(&self, endpoint: Endpoint) -> Result<(), Why> {
        let paused = self.pauses.left(endpoint).map(Why::Paused);
        let resting = || self.breaker(endpoint).resting().map(Why::Resting);
        let refused = paused.or_else(resting);
        refused.map_or(Ok(()), |why| {
            count(endpoint, &why);
            Err(why)
        })
    }

    /// Makes a call and reads its answer.
    pub(crate) async fn ask<T: DeserializeOwned>(
        &self,
        call: &Call,
        deadline: Instant,
    ) -> Result<T, CallError> {
        let failed = |why| CallError {
            call: call.name(),
            why,
        };
        self.may_call(call.endpoint).map_err(failed)?;
        let leave = self.breaker(call.endpoint).admit().map_err(|wait| {
            let why = Why::Resting(wait);
            count(call.endpoint, &why);
            failed(why)
        })?;
        let mut record = CallRecord::begin(call);
        let (began, span) = (record.began, record.span.clone());
        let outcome = timeout_at(deadline, self.tries(call, deadline, &mut record));
        let outcome = outcome.instrument(span).await;
        let outcome = outcome.unwrap_or(Err(Why::Late));
        match &outcome {
            Ok(_) => {
                self.pauses.succeeded(call.endpoint, began);
                leave.answered();
            }
            Err(Why::Refused(refusal)) if refusal.is_answer() => leave.answered(),
            // Whether it had a fair share of time is seen when the leave is dropped: one that had little says nothing of Stripe.
            Err(Why::Late) => drop(leave),
            Err(_) => leave.failed(),
        }
        record.finish(outcome.as_ref().err());
        outcome.map_err(failed)
    }

    async fn tries<T: DeserializeOwned>(
        &self,
        call: &Call,
        deadline: Instant,
        record: &mut CallRecord<'_>,
    ) -> Result<T, Why> {
        loop {
            let retries = record.tries;
            record.tries += 1;
            let (head, why) = match self.transport.exchange(call, &mut record.head).await {
                Ok(answer) => {
                    let head = answer.head.clone();
                    if head.status.is_success() {
                        match read(&answer.body) {
                            Err(Why::Lost(lost)) => (None, Why::Lost(lost)),
                            read => return read,
                        }
                    } else {
                        let refusal = Refusal::read(answer, &self.key);
                        (Some(head), Why::Refused(Box::new(refusal)))
                    }
                }
                Err(Unread::Lost(lost)) => (None, Why::Lost(lost)),
                Err(Unread::Nonsense(nonsense)) => return Err(Why::Nonsense(nonsense)),
            };
            let locked = matches!(&why, Why::Refused(refusal) if refusal.is_lock());
            match retry::next(head.as_ref(), locked, retries, retry::chance()) {
                // A wait beyond the deadline would only hold the answer back.
                Some(wait) if Instant::now() + wait < deadline => sleep(wait).await,
                _ => return Err(self.paused_after(call, record.began, why)),
            }
        }
    }

    /// Where Stripe says that there were too many requests, further ones would only make more of them: the endpoint is left alone.
    /// Not after a lock, nor where Stripe itself asked for another try.
    fn paused_after(&self, call: &Call, began: Instant, why: Why) -> Why {
        match why {
            Why::Refused(mut refusal) if refusal.is_too_many() && !refusal.is_passing() => {
                let wait = self.pauses.begin(call.endpoint, began, refusal.retry_after);
                refusal.retry_after = Some(wait);
                Why::Refused(refusal)
            }
            why => why,
        }
    }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Why> {
    serde_json::from_slice(body).map_err(|error| {
        if error.is_eof() && !body.is_empty() {
            Why::Lost(Lost::CutShort)
        } else {
            Why::Nonsense(Nonsense::Form {
                line: error.line(),
                column: error.column(),
            })
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    struct Session {
        #[serde(rename = "url")]
        _url: String,
    }

    #[test]
    fn nonsense_and_cut_short() {
        for text in [r#"{"url":"https://"#, r#"{"url":"x""#, "{", "["] {
            let why = read::<Session>(text.as_bytes()).expect_err(text);
            assert!(matches!(why, Why::Lost(Lost::CutShort)), "{text}: {why}");
        }
        for text in [
            "",
            "{}",
            "null",
            "<html>",
            "[]",
            r#"{"url":null}"#,
            "\"canary\"",
        ] {
            let why = read::<Session>(text.as_bytes()).expect_err(text);
            assert!(matches!(why, Why::Nonsense(_)), "{text}: {why}");
            assert!(!format!("{why} {why:?}").contains("canary"));
        }
    }
}
