use std::time::Duration;

use egress::{ApiBase, bounded_body};
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Client, Method, redirect, retry};

use crate::call::Call;
use crate::call_error::{CallFailure, InvalidResponse};
use crate::options::StripeOptions;
use crate::response::{Head, MAX_BODY_BYTES, Response};

/// The version of Stripe's API that the responses follow, whatever the account's default is
/// (<https://docs.stripe.com/api/versioning>).
const VERSION: HeaderValue = HeaderValue::from_static("2025-02-24.acacia");

const USER_AGENT: &str = concat!("accounts-server/", env!("CARGO_PKG_VERSION"));

/// Longest wait for a connection; a try after it may reach another address.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);

/// How long a connection without calls is kept: less than what load balancers allow.
const IDLE_TIMEOUT: Duration = Duration::from_secs(30);

/// How often an HTTP/2 connection with calls on it is pinged, and how long the reply may take. All calls share it: when it is dead, they
/// have to find out while the deadline leaves time for another.
const HTTP2_PING_INTERVAL: Duration = Duration::from_secs(3);
const HTTP2_PING_TIMEOUT: Duration = Duration::from_secs(3);

/// The connections to Stripe.
#[derive(Debug)]
pub(crate) struct Transport {
    client: Client,
    base: ApiBase,
}

impl Transport {
    pub(crate) fn new(options: &StripeOptions) -> Result<Self, reqwest::Error> {
        let headers = HeaderMap::from_iter([
            (AUTHORIZATION, options.secret_key.authorization()),
            (ACCEPT, HeaderValue::from_static("application/json")),
            ("stripe-version".parse().expect("a name"), VERSION),
        ]);
        let client = options
            .egress
            .client()?
            .default_headers(headers)
            .user_agent(USER_AGENT)
            .connect_timeout(CONNECT_TIMEOUT)
            .pool_idle_timeout(IDLE_TIMEOUT)
            .pool_max_idle_per_host(options.max_idle_connections)
            .http2_keep_alive_interval(HTTP2_PING_INTERVAL)
            .http2_keep_alive_timeout(HTTP2_PING_TIMEOUT)
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .referer(false)
            .build()?;
        Ok(Self {
            client,
            base: options.api_base.clone(),
        })
    }

    /// Any response from Stripe, for its head.
    pub(crate) async fn probe(&self) -> reqwest::Result<reqwest::Response> {
        let list = self.base.url("/v1/subscriptions", Some("limit=1"));
        self.client.get(list).send().await
    }

    /// One try of a call. The head of the response is in `seen`, even if the rest is lost.
    pub(crate) async fn exchange(
        &self,
        call: &Call,
        seen: &mut Option<Head>,
    ) -> Result<Response, CallFailure> {
        let mut request = if call.method == Method::GET {
            let query = Some(call.form.as_str()).filter(|query| !query.is_empty());
            self.client.get(self.base.url(&call.path, query))
        } else {
            let url = self.base.url(&call.path, None);
            let request = self.client.request(call.method.clone(), url);
            request
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(call.form.clone())
        };
        if let Some(key) = &call.idempotency_key {
            request = request.header("idempotency-key", key);
        }
        let mut response = request.send().await?;
        let head = Head::of(response.status(), response.headers());
        *seen = Some(head.clone());
        if head.status.is_redirection() {
            let redirect = InvalidResponse::Redirect(head.status.as_u16());
            return Err(CallFailure::Invalid(redirect));
        }
        match bounded_body(&mut response, MAX_BODY_BYTES).await? {
            Some(body) => Ok(Response { head, body }),
            None if head.status.is_success() => {
                Err(CallFailure::Invalid(InvalidResponse::TooLarge))
            }
            // The status says enough.
            None => Ok(Response {
                head,
                body: Vec::new(),
            }),
        }
    }
}
