use std::sync::Arc;

use accounts::Tokens;
use identity::{RemoteKeys, Timing, Verifier};

use crate::cli_error::CliError;
use crate::egress;
use crate::settings::{BearerKeys, BearerSettings, Settings};

/// Verifies bearer tokens; `None` when none are accepted. Starts to fetch the issuer's keys where they have to be fetched, and
/// does not wait for them.
pub(crate) fn verifier(settings: &Settings) -> Result<Option<Arc<dyn Tokens>>, CliError> {
    let bearer =
        BearerSettings::of(settings).map_err(|problem| CliError::Other(problem.to_string()))?;
    let Some(BearerSettings { rules, keys }) = bearer else {
        return Ok(None);
    };
    let verifier = match keys {
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
    };
    Ok(Some(Arc::new(verifier)))
}
