//! What several tests begin with.

use std::time::Duration;

use reqwest::Method;

use crate::call::Call;
use crate::client::Client;
use crate::error::Error;
use crate::options::Options;
use crate::response::Response;

/// What a call without documented errors fails with.
pub(super) type Failed = Error<()>;

pub(super) fn call() -> Call {
    Call::new(Method::GET, "/items", "application/json")
}

/// A client that has no credentials.
pub(super) fn client(url: &str) -> Client {
    let options = Options::new().base_url(url);
    Client::new(options.timeout(Duration::from_secs(20))).expect("a client")
}

pub(super) fn response(status: u16, body: &str) -> Response {
    Response {
        status,
        retry_after: None,
        request_id: Some("r1".to_owned()),
        body: body.as_bytes().to_vec(),
        truncated: false,
    }
}
