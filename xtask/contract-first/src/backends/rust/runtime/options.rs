//! How a client is set up.

use std::fmt;
use std::time::Duration;

use reqwest::Url;

use crate::contract::{BASE_URL, BASE_URL_VARIABLE};
use crate::credentials::Credentials;
use crate::invalid_options::InvalidOptions;

/// Options of a client; each has a default.
#[derive(Clone)]
pub struct Options {
    pub(crate) credentials: Credentials,
    base_url: Option<String>,
    timeout: Duration,
    retries: u32,
}

impl Options {
    /// The defaults: credentials and base URL from the environment, 30 s, 2 retries.
    pub fn new() -> Self {
        Self {
            credentials: Credentials::default(),
            base_url: None,
            timeout: Duration::from_secs(30),
            retries: 2,
        }
    }

    /// The address of the service; it may have a path. The default is a variable of the environment, else the first server of the
    /// contract: both are in the table of the README.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// The limit for a whole call: all tries and the waits between them. The default is 30 s.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How often a call is tried again when the service cannot be reached or answers 429 or 503. The default is 2; 0 turns it off.
    #[must_use]
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = retries;
        self
    }

    /// With what the environment has, and the defaults of the contract.
    pub(crate) fn resolve(
        self,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<ResolvedOptions, InvalidOptions> {
        let url = self
            .base_url
            .or_else(|| environment(BASE_URL_VARIABLE))
            .or_else(|| BASE_URL.map(str::to_owned));
        let url = url.ok_or_else(|| {
            InvalidOptions::new(format!(
                "`base_url` is missing: give it, or set {BASE_URL_VARIABLE}"
            ))
        })?;
        Ok(ResolvedOptions {
            credentials: self.credentials.resolve(environment)?,
            base_url: checked_base_url(&url)?,
            timeout: self.timeout,
            retries: self.retries,
        })
    }
}

/// Options with everything decided.
#[derive(Clone)]
pub(crate) struct ResolvedOptions {
    pub(crate) credentials: Credentials,
    /// Without a trailing slash.
    pub(crate) base_url: String,
    pub(crate) timeout: Duration,
    pub(crate) retries: u32,
}

/// A variable of the environment that is set and not empty.
pub(crate) fn environment_variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn checked_base_url(text: &str) -> Result<String, InvalidOptions> {
    let invalid = |why: &str| InvalidOptions::new(format!("`base_url` {why}"));
    let url = Url::parse(text).map_err(|error| invalid(&format!("is not a valid URL: {error}")))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(invalid("must start with https:// or http://"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(invalid(
            "holds a user name: credentials are options of their own",
        ));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(invalid("has a query or a fragment: leave it out"));
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

impl Default for Options {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Options")
            .field("base_url", &self.base_url)
            .field("timeout", &self.timeout)
            .field("retries", &self.retries)
            .finish_non_exhaustive()
    }
}
