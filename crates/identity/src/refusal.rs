use accounts::LONGEST_TOKEN_BYTES;

/// Why a token is refused. For the log: callers learn nothing of it, and nothing of the claims is repeated.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Not even decoded.
    #[error("it has more than {LONGEST_TOKEN_BYTES} bytes")]
    TooLong,
    /// RFC 7515, section 3.1.
    #[error("it is not three parts of base64url with dots between")]
    Form,
    /// Neither by the header nor by the claims is it clear what it says.
    #[error("its {part} is no JSON object with each name once")]
    Json {
        /// Header or claims.
        part: &'static str,
        /// What the parser says.
        #[source]
        source: serde_json::Error,
    },
    /// A member of the header has a type or value that is not taken.
    #[error("its header has an unfit `{0}`")]
    Header(&'static str),
    /// No key that could have signed it.
    #[error("no key that is known by its `kid` and `alg` has signed it")]
    UnknownKey,
    /// The signature is none of ours, or the claims are for somebody else.
    #[error("it is not verified: {0}")]
    Unverified(jsonwebtoken::errors::Error),
    /// A claim is missing, or of a type or value that is not taken.
    #[error("its claim `{0}` is missing or unfit")]
    Claim(&'static str),
    /// The configured claim is there, but holds no account id.
    #[error("the claim for the account holds no account id")]
    Account,
    /// `exp` is past.
    #[error("it has expired")]
    Expired,
    /// `nbf` is ahead.
    #[error("it is not valid yet")]
    NotYet,
}
