use std::time::Duration;

use egress::{Egress, bounded_body};
use reqwest::header::{ACCEPT, CACHE_CONTROL};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};

use crate::algorithm::Algorithm;
use crate::fetch_error::FetchFailure;
use crate::key_set::KeySet;
use crate::key_url::{InvalidKeyUrl, KeyUrl};
use crate::strict_json::Object;

/// Largest body that is read, in bytes. Key sets have some thousands.
const MAX_BODY_BYTES: usize = 256 * 1024;

/// Where the keys of an issuer are.
#[derive(Clone, Debug)]
pub enum KeyLocation {
    /// A JWK Set.
    KeySet(KeyUrl),
    /// Metadata that name the set (OpenID Connect Discovery 1.0, section 4).
    Discovery {
        /// The metadata.
        metadata: KeyUrl,
        /// Whom they have to speak for.
        issuer: String,
    },
}

impl KeyLocation {
    /// Where an OpenID provider publishes its metadata.
    ///
    /// # Errors
    /// When nothing can be fetched from the issuer's URL.
    pub fn of_issuer(issuer: &str) -> Result<Self, InvalidKeyUrl> {
        // Checked alone first: a query in it would swallow the path.
        let url: KeyUrl = issuer.parse()?;
        if url.as_url().query().is_some() {
            return Err(InvalidKeyUrl::UserOrFragment);
        }
        let base = issuer.strip_suffix('/').unwrap_or(issuer);
        Ok(Self::Discovery {
            metadata: format!("{base}/.well-known/openid-configuration").parse()?,
            issuer: issuer.to_owned(),
        })
    }

    /// What is asked first.
    pub(crate) fn url(&self) -> &KeyUrl {
        match self {
            Self::KeySet(url) | Self::Discovery { metadata: url, .. } => url,
        }
    }
}

/// Keys as they came.
pub(crate) struct Fetched {
    pub(crate) keys: KeySet,
    /// How long they may be used, where the response says so (RFC 9111, section 5.2.2.1).
    pub(crate) max_age: Option<Duration>,
}

/// Fetches keys.
pub(crate) struct Fetcher {
    client: Client,
    location: KeyLocation,
    algorithms: Vec<Algorithm>,
    time: Duration,
}

impl Fetcher {
    pub(crate) fn new(
        location: KeyLocation,
        algorithms: Vec<Algorithm>,
        time: Duration,
        egress: &Egress,
    ) -> Result<Self, FetchFailure> {
        // A proxy does not decide who gets to hand us keys: it passes on what is encrypted, or nothing.
        let builder = egress.client().map_err(FetchFailure::Client)?;
        let client = builder
            .redirect(Policy::none())
            .https_only(location.url().is_https())
            .connect_timeout(time)
            .timeout(time)
            .user_agent(concat!("accounts-server/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(FetchFailure::Client)?;
        Ok(Self {
            client,
            location,
            algorithms,
            time,
        })
    }

    pub(crate) fn location(&self) -> &KeyLocation {
        &self.location
    }

    /// Fetches the set, and before it where it is. The place is looked up each time, so that it may change.
    pub(crate) async fn fetch(&self) -> Result<Fetched, FetchFailure> {
        let fetch = async {
            match &self.location {
                KeyLocation::KeySet(url) => self.key_set(url.clone()).await,
                KeyLocation::Discovery { metadata, issuer } => {
                    self.key_set(self.discover(metadata, issuer).await?).await
                }
            }
        };
        let fetched = tokio::time::timeout(self.time, fetch).await;
        fetched.unwrap_or(Err(FetchFailure::Timeout))
    }

    async fn discover(&self, url: &KeyUrl, issuer: &str) -> Result<KeyUrl, FetchFailure> {
        let url = url.clone();
        let (_, body) = self.get(&url).await?;
        let Ok(metadata) = Object::read(&body) else {
            return Err(FetchFailure::Metadata(url));
        };
        let (Ok(Some(named)), Ok(Some(keys))) =
            (metadata.text("issuer"), metadata.text("jwks_uri"))
        else {
            return Err(FetchFailure::Metadata(url));
        };
        if named != issuer {
            let issuer = named.chars().take(255).collect();
            return Err(FetchFailure::Issuer { url, issuer });
        }
        match keys.parse::<KeyUrl>() {
            Ok(keys) if keys.is_https() || !url.is_https() => Ok(keys),
            Ok(_) => Err(FetchFailure::KeyUrl(url, None)),
            Err(source) => Err(FetchFailure::KeyUrl(url, Some(source))),
        }
    }

    async fn key_set(&self, url: KeyUrl) -> Result<Fetched, FetchFailure> {
        let (max_age, body) = self.get(&url).await?;
        match KeySet::from_jwks(&body, &self.algorithms) {
            Ok(keys) => Ok(Fetched { keys, max_age }),
            Err(source) => Err(FetchFailure::Keys(url, source)),
        }
    }

    async fn get(&self, url: &KeyUrl) -> Result<(Option<Duration>, Vec<u8>), FetchFailure> {
        let failed =
            |error: reqwest::Error| FetchFailure::Request(url.clone(), error.without_url());
        let request = self.client.get(url.as_url().clone());
        let request = request.header(ACCEPT, "application/jwk-set+json, application/json");
        let mut response = request.send().await.map_err(failed)?;
        if response.status() != StatusCode::OK {
            return Err(FetchFailure::Status(url.clone(), response.status()));
        }
        let body = bounded_body(&mut response, MAX_BODY_BYTES).await;
        let body = body.map_err(failed)?;
        let body = body.ok_or_else(|| FetchFailure::TooLarge(url.clone(), MAX_BODY_BYTES))?;
        Ok((max_age(&response), body))
    }
}

fn max_age(response: &Response) -> Option<Duration> {
    let values = response.headers().get_all(CACHE_CONTROL).into_iter();
    let mut directives = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    directives.find_map(|directive| {
        let (name, seconds) = directive.trim().split_once('=')?;
        let seconds = name.eq_ignore_ascii_case("max-age").then_some(seconds)?;
        seconds
            .trim_matches('"')
            .parse()
            .ok()
            .map(Duration::from_secs)
    })
}
