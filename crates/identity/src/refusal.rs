use accounts::MAX_TOKEN_BYTES;

/// Why a token is refused. For the log: callers learn nothing about it, and no claim is repeated.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("it has more than {MAX_TOKEN_BYTES} bytes")]
    TooLong,
    /// RFC 7515, section 3.1.
    #[error("it is not three parts of base64url with dots between")]
    Form,
    /// Header or claims: it is ambiguous what they say.
    #[error("its {part} is not a JSON object with each name once")]
    Json {
        part: &'static str,
        #[source]
        source: serde_json::Error,
    },
    #[error("its header has an invalid `{0}`")]
    Header(&'static str),
    #[error("no key that is known by its `kid` and `alg` has signed it")]
    UnknownKey,
    /// The signature is not from our keys, or the claims are for somebody else.
    #[error("it is not verified: {0}")]
    Unverified(jsonwebtoken::errors::Error),
    #[error("its claim `{0}` is missing or invalid")]
    Claim(&'static str),
    #[error("the claim for the account is not an account id")]
    Account,
    #[error("it has expired")]
    Expired,
    #[error("it is not valid yet")]
    NotYet,
}
