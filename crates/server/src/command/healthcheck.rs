use std::net::SocketAddr;
use std::time::Duration;

use futures_util::future::select_ok;
use reqwest::Client;
use url::Url;

use crate::cli_error::CliError;
use crate::error_chain::chain;
use crate::settings::Settings;
use crate::system::local_url;

/// For the server to respond.
const TIMEOUT: Duration = Duration::from_secs(2);

/// Largest response of `/healthz`, many times over.
const MAX_BYTES: u64 = 4 * 1024;

/// Asks the running server whether it is alive: on either listener, for callers may fill the public one, and the other one begins when
/// the database is open.
pub(crate) async fn ask(settings: &Settings) -> Result<String, CliError> {
    // A proxy has no way to this machine's loopback.
    let client = Client::builder().no_proxy().timeout(TIMEOUT).build();
    let client = client.map_err(|error| CliError::of("no client", &error))?;
    let listeners = [Some(settings.listen), settings.admin_listen];
    let mut urls = Vec::new();
    for address in listeners.into_iter().flatten() {
        urls.push(health_url(address)?);
    }
    let asked = urls.iter().map(|url| Box::pin(ask_one(&client, url)));
    match select_ok(asked).await {
        Ok((url, _)) => Ok(format!("alive: {url}\n")),
        Err(failure) => Err(CliError::Other(format!("not alive: {failure}"))),
    }
}

fn health_url(address: SocketAddr) -> Result<Url, CliError> {
    if address.port() == 0 {
        let text = "the server listens on a free port: set the one that it has, with --listen";
        return Err(CliError::Other(text.to_owned()));
    }
    let mut url = local_url(address);
    url.set_path("/healthz");
    Ok(url)
}

async fn ask_one<'u>(client: &Client, url: &'u Url) -> Result<&'u Url, String> {
    let failed = |error: reqwest::Error| match error.is_timeout() {
        true => format!("{url}: no response within {} s", TIMEOUT.as_secs()),
        false => format!("{url}: {}", chain(&error.without_url())),
    };
    let response = client.get(url.clone()).send().await.map_err(failed)?;
    let status = response.status();
    let is_short = response
        .content_length()
        .is_some_and(|length| length <= MAX_BYTES);
    let body = match is_short {
        true => response.bytes().await.map_err(failed)?,
        false => Default::default(),
    };
    let body = serde_json::from_slice::<serde_json::Value>(&body).unwrap_or_default();
    match status.is_success() && body["status"] == "alive" {
        true => Ok(url),
        false => Err(format!("{url}: status {status}, not from accounts-server")),
    }
}
