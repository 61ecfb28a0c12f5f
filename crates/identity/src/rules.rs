use std::time::Duration;

use crate::algorithm::Algorithm;

/// What a token must say to be accepted.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Its `iss`, character for character.
    pub issuer: String,
    /// Its `aud`, or one of them.
    pub audience: String,
    /// How it may be signed.
    pub algorithms: Vec<Algorithm>,
    /// How far the issuer's clock may be from ours. Zero is best: most need no more.
    pub leeway: Duration,
    /// The claim that holds the id of the account, where tokens have one.
    pub account_claim: Option<String>,
}
