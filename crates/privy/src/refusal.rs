use accounts::TokenError;

/// Why a token of Privy's is refused although it is verified. For the log: no claim is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("its header does not say that it is a JWT")]
    Type,
    #[error("it has no session: it is not an access token")]
    NoSession,
    #[error("it has linked accounts: it is an identity token, which is not a credential")]
    IdentityToken,
    #[error("its audience is a list")]
    Audiences,
    #[error("it does not speak for a user of Privy")]
    User,
    #[error("the identity token is there twice, or is not a text")]
    Unreadable,
    #[error("the identity token has no linked accounts that can be read")]
    LinkedAccounts,
    #[error("the identity token speaks for another user")]
    OtherUser,
}

impl From<Refusal> for TokenError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}
