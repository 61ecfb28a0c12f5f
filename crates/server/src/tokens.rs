use std::sync::Arc;

use accounts::{Tokens, UserEmails};
use identity::{RemoteKeys, Timing, Verifier};
use privy::Privy;

use crate::cli_error::CliError;
use crate::egress;
use crate::settings::{BearerKeys, BearerSettings, Settings};

/// How bearer tokens are verified, and how the e-mail addresses of their users are found where these lead to accounts.
#[derive(Clone)]
pub(crate) struct AcceptedTokens {
    pub(crate) tokens: Arc<dyn Tokens>,
    pub(crate) emails: Option<Arc<dyn UserEmails>>,
}

/// Verifies bearer tokens; `None` when none are accepted. Starts to fetch the issuer's keys where they have to be fetched, and
/// does not wait for them.
pub(crate) fn accepted(settings: &Settings) -> Result<Option<AcceptedTokens>, CliError> {
    let Some(verifier) = verifier(settings)? else {
        return Ok(None);
    };
    let Some(options) = egress::privy(settings)? else {
        return Ok(Some(AcceptedTokens {
            tokens: Arc::new(verifier),
            emails: None,
        }));
    };
    let privy = Privy::new(verifier, &options);
    let privy = Arc::new(privy.map_err(|error| CliError::of("Privy", &error))?);
    Ok(Some(AcceptedTokens {
        tokens: privy.clone(),
        emails: Some(privy),
    }))
}

fn verifier(settings: &Settings) -> Result<Option<Verifier>, CliError> {
    let bearer =
        BearerSettings::of(settings).map_err(|problem| CliError::Other(problem.to_string()))?;
    let Some(BearerSettings { rules, keys }) = bearer else {
        return Ok(None);
    };
    Ok(Some(match keys {
        BearerKeys::Fixed(keys) => Verifier::with_keys(rules, keys),
        BearerKeys::Remote(location) => {
            let keys = RemoteKeys::start(
                location,
                rules.algorithms.clone(),
                Timing::default(),
                &egress::from_environment()?,
            );
            let keys = keys.map_err(|error| CliError::of("keys of bearer tokens", &error))?;
            Verifier::with_remote_keys(rules, keys)
        }
    }))
}
