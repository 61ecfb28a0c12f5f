use std::path::Path;

use identity::{KeyError, KeyLocation, KeySet, Rules};

use crate::error_chain::chain;
use crate::settings::definitions::Settings;
use crate::settings::file;
use crate::settings::problem::Problem;

/// Where the keys of the issuer come from.
pub(crate) enum BearerKeys {
    /// They were read from a file.
    Fixed(KeySet),
    /// They have to be fetched.
    Remote(KeyLocation),
}

/// The settings of bearer tokens together.
pub(crate) struct BearerSettings {
    pub(crate) rules: Rules,
    pub(crate) keys: BearerKeys,
}

impl BearerSettings {
    /// `None` when no issuer or no audience is set. Reads the files that are named.
    pub(crate) fn of(settings: &Settings) -> Result<Option<Self>, Problem> {
        let Some(issuer) = &settings.bearer_issuer else {
            return Ok(None);
        };
        let keys = keys(settings, &issuer.0)?;
        let Some(audience) = &settings.bearer_audience else {
            return Ok(None);
        };
        let account_claim = settings.bearer_account_claim.as_ref();
        Ok(Some(Self {
            rules: Rules {
                issuer: issuer.0.clone(),
                audience: audience.0.clone(),
                algorithms: settings.bearer_algorithms.0.clone(),
                leeway: settings.bearer_leeway_seconds.0,
                account_claim: account_claim.map(|claim| claim.0.clone()),
            },
            keys,
        }))
    }
}

fn keys(settings: &Settings, issuer: &str) -> Result<BearerKeys, Problem> {
    let algorithms = &settings.bearer_algorithms.0;
    if let Some(file) = &settings.bearer_public_key_file {
        return read(
            "ACCOUNTS_BEARER_PUBLIC_KEY_FILE",
            file,
            |text| KeySet::from_pem(text, algorithms),
            "name a PEM file with the issuer's public key, and its algorithm in ACCOUNTS_BEARER_ALGORITHMS",
        );
    }
    if let Some(file) = &settings.bearer_jwks_file {
        return read(
            "ACCOUNTS_BEARER_JWKS_FILE",
            file,
            |text| KeySet::from_jwks(text.as_bytes(), algorithms),
            "name a JWKS file with the issuer's public keys, and their algorithms in ACCOUNTS_BEARER_ALGORITHMS",
        );
    }
    if let Some(url) = &settings.bearer_jwks_url {
        return Ok(BearerKeys::Remote(KeyLocation::KeySet(url.clone())));
    }
    let found = KeyLocation::of_issuer(issuer);
    found.map(BearerKeys::Remote).map_err(|error| {
        Problem::of(
            "ACCOUNTS_BEARER_ISSUER",
            format!("there are no keys, and this issuer cannot be used to find any: {error}"),
            "set ACCOUNTS_BEARER_JWKS_URL, ACCOUNTS_BEARER_JWKS_FILE or ACCOUNTS_BEARER_PUBLIC_KEY_FILE",
        )
    })
}

fn read(
    setting: &'static str,
    path: &Path,
    parse: impl FnOnce(&str) -> Result<KeySet, KeyError>,
    remedy: &'static str,
) -> Result<BearerKeys, Problem> {
    let text = file::bounded(path).map_err(|error| format!("the file cannot be read: {error}"));
    let keys = text.and_then(|text| parse(&text).map_err(|error| chain(&error)));
    keys.map(BearerKeys::Fixed)
        .map_err(|problem| Problem::of(setting, format!("{}: {problem}", path.display()), remedy))
}
