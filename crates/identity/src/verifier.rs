use std::sync::Arc;

use accounts::{TRACES, TokenError, Tokens, VerifiedToken};
use async_trait::async_trait;
use jiff::Timestamp;
use jsonwebtoken::Validation;
use jsonwebtoken::errors::ErrorKind;
use tracing::instrument;

use crate::algorithm::Algorithm;
use crate::claims::Claims;
use crate::header::Header;
use crate::key_set::KeySet;
use crate::refusal::Refusal;
use crate::remote::RemoteKeys;
use crate::rules::Rules;
use crate::verified_claims::VerifiedClaims;

/// Verifies the tokens of one issuer.
pub struct Verifier {
    rules: Rules,
    validations: Vec<(Algorithm, Validation)>,
    keys: Keys,
}

enum Keys {
    Fixed(Arc<KeySet>),
    Remote(RemoteKeys),
}

impl Verifier {
    /// With keys that never change.
    pub fn with_keys(rules: Rules, keys: KeySet) -> Self {
        Self::new(rules, Keys::Fixed(Arc::new(keys)))
    }

    /// With keys that the issuer publishes.
    pub fn with_remote_keys(rules: Rules, keys: RemoteKeys) -> Self {
        Self::new(rules, Keys::Remote(keys))
    }

    fn new(rules: Rules, keys: Keys) -> Self {
        let algorithms = rules.algorithms.iter();
        let validations = algorithms.map(|algorithm| (*algorithm, validation(*algorithm, &rules)));
        Self {
            validations: validations.collect(),
            rules,
            keys,
        }
    }

    async fn current(&self) -> Result<Arc<KeySet>, TokenError> {
        match &self.keys {
            Keys::Fixed(keys) => Ok(Arc::clone(keys)),
            Keys::Remote(keys) => keys.current().await,
        }
    }

    /// Verifies a token as [`Tokens::verify`] does, and answers all that it says.
    ///
    /// A token whose `kid` no known key has is refused, unless the last fetch of keys failed: then it may be a newer key's, and that
    /// cannot be decided.
    ///
    /// # Errors
    /// [`TokenError`] distinguishes a bad token from one that could not be verified.
    #[instrument(name = "verify token", target = TRACES, level = "trace", skip_all)]
    pub async fn read(&self, token: &str) -> Result<VerifiedClaims, TokenError> {
        let refused = |refusal: Refusal| TokenError::Refused(Box::new(refusal));
        let header = Header::read(token).map_err(refused)?;
        let validation = self
            .validations
            .iter()
            .find(|(algorithm, _)| *algorithm == header.algorithm);
        let Some((_, validation)) = validation else {
            return Err(refused(Refusal::Header("alg")));
        };
        let known = self.current().await?;
        let mut outcome = by(&known, &header, validation, token);
        if outcome.is_none()
            && let Keys::Remote(keys) = &self.keys
            && let Some(newer) = keys.refetched().await
        {
            outcome = by(&newer, &header, validation, token);
        }
        if outcome.is_none()
            && header.key_id.is_some()
            && let Keys::Remote(keys) = &self.keys
            && let Some(unknown) = keys.unknown_key()
        {
            return Err(unknown);
        }
        let claims = outcome.unwrap_or(Err(Refusal::UnknownKey));
        let claims = claims.map_err(refused)?;
        let token = claims.check(&self.rules, Timestamp::now());
        Ok(VerifiedClaims {
            token: token.map_err(refused)?,
            token_type: header.token_type,
            claims,
        })
    }
}

/// The outcome by these keys; `None` when none of them is the token's.
fn by(
    keys: &KeySet,
    header: &Header,
    validation: &Validation,
    token: &str,
) -> Option<Result<Claims, Refusal>> {
    let mut outcome = None;
    for key in keys.candidates(header.algorithm, header.key_id.as_deref()) {
        match jsonwebtoken::decode::<Claims>(token, &key.public, validation) {
            Ok(token) => return Some(Ok(token.claims)),
            // Nothing says that it should be this key's: it may be a newer one's.
            Err(error)
                if *error.kind() == ErrorKind::InvalidSignature
                    && (key.id.is_none() || header.key_id.is_none()) => {}
            Err(error) => outcome = Some(Err(Refusal::Unverified(error))),
        }
    }
    outcome
}

#[async_trait]
impl Tokens for Verifier {
    async fn verify(&self, token: &str) -> Result<VerifiedToken, TokenError> {
        Ok(self.read(token).await?.token)
    }

    async fn ping(&self) -> Result<(), TokenError> {
        self.current().await.map(|_| ())
    }
}

/// What the library checks for us. Times are only looked at roughly: see [`Claims`].
fn validation(algorithm: Algorithm, rules: &Rules) -> Validation {
    let mut validation = Validation::new(algorithm.library());
    validation.leeway = rules.leeway.as_secs();
    validation.set_issuer(&[&rules.issuer]);
    validation.set_audience(&[&rules.audience]);
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    validation
}
