/// Why a request has no account: for metrics. Callers get one answer for all of them that concern a single credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalCause {
    /// There are no credentials.
    Missing,
    /// There are several credentials, or one of them several times.
    Several,
    /// What is there cannot be any credential, by its form or its length.
    Malformed,
    /// No such key: it was never made, or it was revoked.
    Unknown,
    /// Its time is over. A token's is seldom: most are [`Self::Invalid`] by then.
    Expired,
    /// It is valid, and its account is disabled.
    AccountDisabled,
    /// A token where none is accepted.
    NotAccepted,
    /// A token that is forged, expired, or for somebody else.
    Invalid,
    /// A valid token whose identity is linked to no account, or that names an account that does not exist.
    NoAccount,
    /// A valid token whose user has no e-mail address, where the address leads to the account.
    NoEmail,
}

impl RefusalCause {
    /// What metrics call it.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Several => "several",
            Self::Malformed => "malformed",
            Self::Unknown => "unknown",
            Self::Expired => "expired",
            Self::AccountDisabled => "account_disabled",
            Self::NotAccepted => "not_accepted",
            Self::Invalid => "invalid",
            Self::NoAccount => "no_account",
            Self::NoEmail => "no_email",
        }
    }
}
