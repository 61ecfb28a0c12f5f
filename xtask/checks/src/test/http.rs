use std::time::Duration;

use anyhow::{Context, Result};
use ureq::Agent;
use ureq::http::Request;

/// Time for an answer.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);

/// One request of a test.
pub struct HttpRequest<'c> {
    /// The HTTP method, in capitals.
    pub method: &'c str,
    /// The whole URL.
    pub url: String,
    /// Names and values.
    pub headers: Vec<(&'c str, &'c str)>,
    /// Empty for none.
    pub body: &'c str,
}

impl HttpRequest<'_> {
    /// The answer's status and text, within 10 s.
    ///
    /// # Errors
    /// When there is none.
    pub fn send(&self) -> Result<(u16, String)> {
        let agent: Agent = Agent::config_builder()
            .timeout_global(Some(REQUEST_TIMEOUT))
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .max_redirects(0)
            .build()
            .into();
        let mut request = Request::builder().method(self.method).uri(&self.url);
        for (name, value) in &self.headers {
            request = request.header(*name, *value);
        }
        // These have no body, not even an empty one.
        let none = ["GET", "HEAD", "DELETE", "OPTIONS", "TRACE"].contains(&self.method)
            && self.body.is_empty();
        let answer = if none {
            agent.run(request.body(())?)
        } else {
            agent.run(request.body(self.body)?)
        };
        let mut answer =
            answer.with_context(|| format!("no response to {} {}", self.method, self.url))?;
        let text = answer.body_mut().read_to_string()?;
        Ok((answer.status().as_u16(), text))
    }
}
