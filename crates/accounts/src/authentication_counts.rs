use metrics::{Counter, counter};

use crate::account::AccountId;
use crate::authenticator::Unidentified;

/// How credentials fare, for the metrics.
pub(crate) struct AuthenticationCounts {
    pub(crate) keys: Outcomes,
    pub(crate) tokens: Outcomes,
    /// None, several, or some that cannot be read.
    pub(crate) refused_form: Counter,
}

/// How those of one kind fare.
pub(crate) struct Outcomes {
    good: Counter,
    refused: Counter,
    unavailable: Counter,
    rate_limited: Counter,
}

impl AuthenticationCounts {
    pub(crate) fn new() -> Self {
        Self {
            keys: Outcomes::of("api_key"),
            tokens: Outcomes::of("bearer"),
            refused_form: outcome("not_one", "refused"),
        }
    }
}

impl Outcomes {
    fn of(credential: &'static str) -> Self {
        Self {
            good: outcome(credential, "ok"),
            refused: outcome(credential, "refused"),
            unavailable: outcome(credential, "unavailable"),
            rate_limited: outcome(credential, "rate_limited"),
        }
    }

    pub(crate) fn count(&self, identified: &Result<AccountId, Unidentified>) {
        let counter = match identified {
            Ok(_) => &self.good,
            Err(Unidentified::Unknown) => &self.refused,
            Err(Unidentified::Directory(_) | Unidentified::Tokens(_)) => &self.unavailable,
            Err(Unidentified::TooManyFailures { .. }) => &self.rate_limited,
        };
        counter.increment(1);
    }
}

fn outcome(credential: &'static str, outcome: &'static str) -> Counter {
    counter!("accounts_authentications_total", "credential" => credential, "outcome" => outcome)
}
