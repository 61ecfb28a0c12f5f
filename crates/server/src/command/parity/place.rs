use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use reqwest::{Client, Method, Response};
use url::Url;

use crate::cli_error::CliError;
use crate::command::parity::case::{Case, KEY};
use crate::command::parity::outcome::Outcome;
use crate::egress;
use crate::error_chain::chain;

/// For a response.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Of a response; what is longer is none of the contract's.
const MAX_BODY_BYTES: usize = 64 * 1024;

/// Where requests are sent to.
pub(crate) struct Place {
    client: Client,
    url: Url,
}

impl Place {
    pub(crate) fn new(base: &Url, path: &str) -> Result<Self, CliError> {
        let client = egress::from_environment()?.client();
        let client = client.and_then(|client| {
            let client = client.redirect(Policy::none()).timeout(TIMEOUT);
            client.build()
        });
        let client = client.map_err(|error| CliError::of("no client", &error))?;
        let mut url = base.clone();
        url.set_path(&format!("{}{path}", base.path().trim_end_matches('/')));
        Ok(Self { client, url })
    }

    /// How a request is answered there.
    pub(crate) async fn ask(&self, case: &Case, key: Option<&str>) -> Result<Outcome, CliError> {
        let failed = |error: reqwest::Error| {
            CliError::Other(format!("{}: {}", self.url, chain(&error.without_url())))
        };
        let method = Method::from_bytes(case.method.as_bytes()).unwrap_or(Method::POST);
        let mut request = self.client.request(method, self.url.clone());
        for (name, value) in &case.headers {
            request = request.header(name, value.replace(KEY, key.unwrap_or_default()));
        }
        if let Some(body) = &case.body {
            if !case.headers.contains_key(CONTENT_TYPE.as_str()) {
                request = request.header(CONTENT_TYPE, "application/json");
            }
            request = request.body(body.clone());
        }
        let mut response = request.send().await.map_err(failed)?;
        let body = body_of(&mut response).await.map_err(failed)?;
        let (status, headers) = (response.status(), response.headers());
        Ok(Outcome::of(status, headers, &body, key))
    }
}

async fn body_of(response: &mut Response) -> Result<Vec<u8>, reqwest::Error> {
    let mut body = Vec::new();
    while let Some(part) = response.chunk().await? {
        body.extend_from_slice(&part);
        if body.len() > MAX_BODY_BYTES {
            break;
        }
    }
    Ok(body)
}
