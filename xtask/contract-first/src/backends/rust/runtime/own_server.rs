//! Calls that the contract serves elsewhere than all others.

use reqwest::Url;

use crate::call::Call;
use crate::contract::BASE_URL;
use crate::error::Problem;
use crate::options::ResolvedOptions;
use crate::receive::Receive;
use crate::scheme::Scheme;
use crate::transport::Transport;

impl Transport {
    /// Sends a call to a server of its own, unless the caller or the environment says where the service is.
    pub(crate) async fn send_to<R: Receive>(
        &self,
        server: &str,
        call: Call,
        security: &[&[&Scheme]],
        receive: R,
    ) -> Result<R::Received, Problem> {
        let secured = !security.is_empty();
        match self.options.elsewhere(server, BASE_URL, secured) {
            Ok(None) => self.send(call, security, receive).await,
            Ok(Some(base_url)) => {
                let options = ResolvedOptions {
                    credentials: self.options.credentials.clone(),
                    base_url,
                    ..self.options
                };
                let http = self.http.clone();
                let elsewhere = Self { http, options };
                elsewhere.send(call, security, receive).await
            }
            Err(reason) => Err(Problem::Unsent(reason)),
        }
    }
}

impl ResolvedOptions {
    /// The base URL of a call with a server of its own; `None` where the base URL is not the contract's.
    ///
    /// Credentials are for the origin of the base URL: a call that needs some is refused where its server has another one.
    pub(crate) fn elsewhere(
        &self,
        server: &str,
        default: Option<&str>,
        secured: bool,
    ) -> Result<Option<String>, String> {
        let base = format!("{}/", self.base_url);
        let invalid = |error| format!("its server is not a valid URL: {error}");
        let base = Url::parse(&base).map_err(invalid)?;
        let usual = default.and_then(|url| Url::parse(&format!("{url}/")).ok());
        if usual.as_ref() != Some(&base) {
            return Ok(None);
        }
        let url = base.join(server).map_err(invalid)?;
        let (own, usual) = (url.origin(), base.origin());
        if own != usual && secured && !self.credentials.secrets.is_empty() {
            let (own, usual) = (own.ascii_serialization(), usual.ascii_serialization());
            return Err(format!(
                "it is served at {own}, and the credentials are for {usual}: make a client with a `base_url` of that server"
            ));
        }
        Ok(Some(url.as_str().trim_end_matches('/').to_owned()))
    }
}
