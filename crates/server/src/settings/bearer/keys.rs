use std::path::Path;

use identity::{KeyError, KeyLocation, KeySet, Rules};

use crate::settings::Settings;
use crate::settings::bearer::FilePath;
use crate::settings::file;
use crate::telemetry::chain;

/// Where the keys of the issuer come from.
pub(crate) enum BearerKeys {
    /// They were read from a file.
    Fixed(KeySet),
    /// They are to be fetched.
    Remote(KeyLocation),
}

/// The settings of bearer tokens together, where they are on.
pub(crate) struct BearerSettings {
    pub(crate) rules: Rules,
    pub(crate) keys: BearerKeys,
}

/// What is wrong with a setting, and what to do about it.
pub(crate) struct Wrong {
    pub(crate) setting: &'static str,
    pub(crate) what: String,
    pub(crate) remedy: &'static str,
}

impl BearerSettings {
    /// `None` when no issuer or no audience is set. Reads the files that are named.
    pub(crate) fn of(settings: &Settings) -> Result<Option<Self>, Wrong> {
        let Some(issuer) = &settings.bearer_issuer else {
            return Ok(None);
        };
        let keys = keys(settings, issuer.as_str())?;
        let Some(audience) = &settings.bearer_audience else {
            return Ok(None);
        };
        let account_claim = settings.bearer_account_claim.as_ref();
        Ok(Some(Self {
            rules: Rules {
                issuer: issuer.as_str().to_owned(),
                audience: audience.as_str().to_owned(),
                algorithms: settings.bearer_algorithms.as_slice().to_vec(),
                leeway: settings.bearer_leeway_seconds.as_duration(),
                account_claim: account_claim.map(|claim| claim.as_str().to_owned()),
            },
            keys,
        }))
    }
}

fn keys(settings: &Settings, issuer: &str) -> Result<BearerKeys, Wrong> {
    let algorithms = settings.bearer_algorithms.as_slice();
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
        let url = url.as_key_url().clone();
        return Ok(BearerKeys::Remote(KeyLocation::KeySet(url)));
    }
    let found = KeyLocation::of_issuer(issuer);
    found.map(BearerKeys::Remote).map_err(|error| Wrong {
        setting: "ACCOUNTS_BEARER_ISSUER",
        what: format!("there are no keys, and none to be found by this issuer: {error}"),
        remedy: "set ACCOUNTS_BEARER_JWKS_URL, ACCOUNTS_BEARER_JWKS_FILE or ACCOUNTS_BEARER_PUBLIC_KEY_FILE",
    })
}

fn read(
    setting: &'static str,
    file: &FilePath,
    parse: impl FnOnce(&str) -> Result<KeySet, KeyError>,
    remedy: &'static str,
) -> Result<BearerKeys, Wrong> {
    let path: &Path = file.as_path();
    let text = file::bounded(path).map_err(|error| format!("the file cannot be read: {error}"));
    let keys = text.and_then(|text| parse(&text).map_err(|error| chain(&error)));
    keys.map(BearerKeys::Fixed).map_err(|problem| Wrong {
        setting,
        what: format!("{}: {problem}", path.display()),
        remedy,
    })
}
