use accounts_api::CredentialProblem;
use metrics::{Counter, counter};

use crate::authenticate_error::AuthenticateError;
use crate::refusal_cause::RefusalCause;

/// What is counted: a kind of credential, or that there is not exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CredentialKind {
    ApiKey,
    Bearer,
    /// Missing, several, or unreadable.
    Malformed,
}

impl CredentialKind {
    const ALL: [Self; 3] = [Self::ApiKey, Self::Bearer, Self::Malformed];

    fn label(self) -> &'static str {
        match self {
            Self::ApiKey => "api_key",
            Self::Bearer => "bearer",
            Self::Malformed => "malformed",
        }
    }

    /// Why such a credential may be refused.
    fn causes(self) -> &'static [RefusalCause] {
        use RefusalCause as Cause;
        match self {
            Self::ApiKey => &[
                Cause::Malformed,
                Cause::Unknown,
                Cause::Expired,
                Cause::AccountDisabled,
            ],
            Self::Bearer => &[
                Cause::Malformed,
                Cause::NotAccepted,
                Cause::Invalid,
                Cause::Expired,
                Cause::NoAccount,
                Cause::NoEmail,
                Cause::AccountDisabled,
            ],
            Self::Malformed => &[Cause::Missing, Cause::Several, Cause::Malformed],
        }
    }
}

/// What refuses requests with 429.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// How many requests an account makes.
    AccountRate,
    /// How many credentials of an address fail.
    FailedCredentials,
}

impl Limit {
    fn label(self) -> &'static str {
        match self {
            Self::AccountRate => "account_rate",
            Self::FailedCredentials => "failed_credentials",
        }
    }
}

/// Starts every series, so that the first refusal is seen as an increase.
pub(crate) fn register() {
    for kind in CredentialKind::ALL {
        let outcomes: &[_] = match kind {
            CredentialKind::Malformed => &["refused"],
            _ => &["ok", "refused", "unavailable", "rate_limited"],
        };
        for outcome in outcomes {
            authentications(kind, outcome).increment(0);
        }
        for cause in kind.causes() {
            refusals(kind, *cause).increment(0);
        }
    }
    for limit in [Limit::AccountRate, Limit::FailedCredentials] {
        limited(limit).increment(0);
    }
}

/// Counts credentials of a kind that are good.
pub(crate) fn good(kind: CredentialKind) -> Counter {
    authentications(kind, "ok")
}

/// Counts a credential that is not.
pub(crate) fn count_failure(kind: CredentialKind, error: &AuthenticateError) {
    authentications(kind, error.label()).increment(1);
    match error {
        AuthenticateError::Refused(cause) => refusals(kind, *cause).increment(1),
        AuthenticateError::TooManyFailures { .. } => count_limited(Limit::FailedCredentials),
        AuthenticateError::Directory(_)
        | AuthenticateError::Tokens(_)
        | AuthenticateError::Emails(_) => {}
    }
}

/// Counts a request that a limit refuses.
pub(crate) fn count_limited(limit: Limit) {
    limited(limit).increment(1);
}

/// Counts a request that has not exactly one credential that can be read.
pub(crate) fn count_malformed(cause: RefusalCause) {
    authentications(CredentialKind::Malformed, "refused").increment(1);
    refusals(CredentialKind::Malformed, cause).increment(1);
}

impl From<&CredentialProblem> for RefusalCause {
    fn from(problem: &CredentialProblem) -> Self {
        match problem {
            CredentialProblem::Missing => Self::Missing,
            CredentialProblem::Repeated { .. } => Self::Several,
            // Unreadable, and what a later stub may find.
            _ => Self::Malformed,
        }
    }
}

fn authentications(kind: CredentialKind, outcome: &'static str) -> Counter {
    counter!("accounts_authentications_total", "credential" => kind.label(), "outcome" => outcome)
}

fn refusals(kind: CredentialKind, cause: RefusalCause) -> Counter {
    let cause = cause.label();
    counter!("accounts_credentials_refused_total", "credential" => kind.label(), "cause" => cause)
}

fn limited(limit: Limit) -> Counter {
    counter!("accounts_rate_limited_total", "limit" => limit.label())
}
