use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Method, redirect, retry};

use crate::answer::{Answer, Head, Unread, read};
use crate::api_base::ApiBase;
use crate::call::Call;
use crate::call_error::{Lost, Nonsense};
use crate::lane::Lanes;
use crate::options::StripeOptions;

/// The version of Stripe's API whose form the answers have, whatever the account's default is
/// (<https://docs.stripe.com/api/versioning>).
const VERSION: HeaderValue = HeaderValue::from_static("2025-02-24.acacia");

const USER_AGENT: &str = concat!("accounts-server/", env!("CARGO_PKG_VERSION"));

/// Longest wait for a connection; a try after it may reach another address.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);

/// How long a connection without calls is kept: less than what load balancers allow.
const IDLE: Duration = Duration::from_secs(30);

/// How often an HTTP/2 connection with calls on it is asked whether it still lives, and how long the answer may take. All calls share
/// it: when it is dead, they have to find out while the deadline leaves time for another.
const HTTP2_PING: Duration = Duration::from_secs(3);
const HTTP2_PING_TIMEOUT: Duration = Duration::from_secs(3);

/// The connections to Stripe.
#[derive(Debug)]
pub(crate) struct Transport {
    lanes: Lanes,
    base: ApiBase,
}

impl Transport {
    pub(crate) fn new(options: &StripeOptions) -> Result<Self, reqwest::Error> {
        let headers = HeaderMap::from_iter([
            (AUTHORIZATION, options.secret_key.authorization()),
            (ACCEPT, HeaderValue::from_static("application/json")),
            ("stripe-version".parse().expect("a name"), VERSION),
        ]);
        let lanes = Lanes::needed(options.max_in_flight);
        let client = || {
            let builder = options.egress.client()?;
            builder
                .default_headers(headers.clone())
                .user_agent(USER_AGENT)
                .connect_timeout(CONNECT_TIMEOUT)
                .pool_idle_timeout(IDLE)
                .pool_max_idle_per_host(options.max_idle_connections.div_ceil(lanes))
                .http2_keep_alive_interval(HTTP2_PING)
                .http2_keep_alive_timeout(HTTP2_PING_TIMEOUT)
                .redirect(redirect::Policy::none())
                .retry(retry::never())
                .referer(false)
                .build()
        };
        let clients: Result<Vec<_>, _> = (0..lanes).map(|_| client()).collect();
        Ok(Self {
            lanes: Lanes::new(clients?),
            base: options.api_base.clone(),
        })
    }

    /// Some answer of Stripe's, whatever it says: for its head.
    pub(crate) async fn anything(&self) -> reqwest::Result<reqwest::Response> {
        let client = self.lanes.take().client().clone();
        let list = self.base.url("/v1/subscriptions", Some("limit=1"));
        client.get(list).send().await
    }

    /// One try of a call. What the answer says in front of its body is in `seen`, even if the rest is lost.
    pub(crate) async fn exchange(
        &self,
        call: &Call,
        seen: &mut Option<Head>,
    ) -> Result<Answer, Unread> {
        let place = self.lanes.take();
        let client = place.client();
        let mut request = if call.method == Method::GET {
            let query = Some(call.form.as_str()).filter(|query| !query.is_empty());
            client.get(self.base.url(&call.path, query))
        } else {
            let url = self.base.url(&call.path, None);
            let request = client.request(call.method.clone(), url);
            request
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(call.form.clone())
        };
        if let Some(key) = &call.idempotency_key {
            request = request.header("idempotency-key", key);
        }
        let response = request.send().await.map_err(Lost::from)?;
        let head = Head::of(response.status(), response.headers());
        *seen = Some(head.clone());
        if head.status.is_redirection() {
            return Err(Unread::Nonsense(Nonsense::Redirect(head.status.as_u16())));
        }
        read(head, response).await
    }
}
