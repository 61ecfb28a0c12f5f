use std::time::Duration;

use accounts::TRACES;
use metrics::{counter, histogram};
use serde::de::DeserializeOwned;
use tokio::time::{Instant, sleep, timeout_at};
use tracing::field::Empty;
use tracing::{Instrument as _, Span};

use crate::answer::{Head, Unread};
use crate::breaker::Breaker;
use crate::call::Call;
use crate::call_error::{CallError, Lost, Nonsense, Why};
use crate::options::StripeOptions;
use crate::refusal::Refusal;
use crate::retry;
use crate::secret_key::SecretKey;
use crate::transport::Transport;

/// Makes calls: with retries, up to the deadline, and not at all while nothing works.
#[derive(Debug)]
pub(crate) struct Api {
    pub(crate) transport: Transport,
    key: SecretKey,
    breaker: Breaker,
}

impl Api {
    pub(crate) fn new(options: &StripeOptions) -> Result<Self, reqwest::Error> {
        Ok(Self {
            transport: Transport::new(options)?,
            key: options.secret_key.clone(),
            breaker: Breaker::new(options.deadline),
        })
    }

    /// How long calls are refused for; `None` when one would be let through.
    pub(crate) fn resting(&self) -> Option<Duration> {
        self.breaker.resting()
    }

    /// Makes a call and reads its answer.
    pub(crate) async fn ask<T: DeserializeOwned>(
        &self,
        call: &Call,
        deadline: Instant,
    ) -> Result<T, CallError> {
        let failed = |why| CallError {
            call: call.name,
            why,
        };
        let leave = self.breaker.admit().map_err(|wait| {
            count(call, "resting");
            failed(Why::Resting(wait))
        })?;
        let began = Instant::now();
        let mut log = Log::default();
        // Stripe is not told of the trace: it goes into no header.
        let span = tracing::trace_span!(
            target: TRACES,
            "stripe",
            otel.name = call.name,
            otel.kind = "client",
            otel.status_code = Empty,
            http.request.method = call.method.as_str(),
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            error.r#type = Empty,
            stripe_request = Empty,
        );
        let outcome = timeout_at(deadline, self.tries(call, deadline, &mut log));
        let outcome = outcome.instrument(span.clone()).await;
        let outcome = outcome.unwrap_or(Err(Why::Late));
        match &outcome {
            Ok(_) => leave.answered(),
            Err(Why::Refused(refusal)) if refusal.is_answer() => leave.answered(),
            Err(_) => leave.failed(),
        }
        log.write(call, began, outcome.as_ref().err());
        log.record(&span, outcome.as_ref().err());
        log.count(call, began, outcome.as_ref().err());
        outcome.map_err(failed)
    }

    async fn tries<T: DeserializeOwned>(
        &self,
        call: &Call,
        deadline: Instant,
        log: &mut Log,
    ) -> Result<T, Why> {
        loop {
            let retries = log.tries;
            log.tries += 1;
            let (head, why) = match self.transport.exchange(call, &mut log.head).await {
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
            match retry::next(head.as_ref(), retries, retry::chance()) {
                // A wait beyond the deadline would only hold the answer back.
                Some(wait) if Instant::now() + wait < deadline => sleep(wait).await,
                _ => return Err(why),
            }
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

/// What the log tells of a call.
#[derive(Default)]
struct Log {
    tries: u32,
    /// Of the last answer.
    head: Option<Head>,
}

impl Log {
    fn record(&self, span: &Span, failure: Option<&Why>) {
        span.record("http.request.resend_count", self.tries.saturating_sub(1));
        if let Some(head) = &self.head {
            span.record("http.response.status_code", head.status.as_u16());
            span.record("stripe_request", head.request_id.as_deref());
        }
        if let Some(why) = failure {
            span.record("otel.status_code", "ERROR");
            span.record("error.type", why.label());
        }
    }

    fn count(&self, call: &Call, began: Instant, failure: Option<&Why>) {
        count(call, failure.map_or("ok", Why::label));
        histogram!("stripe_call_duration_seconds", "call" => call.name).record(began.elapsed());
        let retries = self.tries.saturating_sub(1);
        if retries > 0 {
            counter!("stripe_retries_total", "call" => call.name).increment(retries.into());
        }
    }

    fn write(&self, call: &Call, began: Instant, failure: Option<&Why>) {
        let status = self.head.as_ref().map(|head| head.status.as_u16());
        let stripe_request = self
            .head
            .as_ref()
            .and_then(|head| head.request_id.as_deref());
        let duration_ms = began.elapsed().as_micros() as f64 / 1000.0;
        let Self { tries, .. } = self;
        match failure {
            None => tracing::info!(
                call = call.name,
                status,
                stripe_request,
                tries,
                duration_ms,
                "asked Stripe"
            ),
            Some(why) => tracing::warn!(
                call = call.name,
                status,
                stripe_request,
                tries,
                duration_ms,
                "asked Stripe in vain: {why}"
            ),
        }
    }
}

fn count(call: &Call, outcome: &'static str) {
    counter!("stripe_calls_total", "call" => call.name, "outcome" => outcome).increment(1);
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
