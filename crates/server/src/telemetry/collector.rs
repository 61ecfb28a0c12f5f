use std::time::Duration;

use async_trait::async_trait;
use opentelemetry_http::{Bytes, HttpClient, HttpError, Request, Response};
use reqwest::redirect::Policy;
use tokio::runtime::Handle;

/// Longest time that the collector gets to take a batch.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(5);

/// Most of its answer that is read, in bytes.
const MOST_BYTES: usize = 64 * 1024;

/// Takes batches to the collector: on our runtime, because the exporter's own thread has none.
#[derive(Debug)]
pub(crate) struct Carrier {
    client: reqwest::Client,
    runtime: Handle,
}

impl Carrier {
    pub(crate) fn new(runtime: Handle) -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder()
            .redirect(Policy::none())
            .no_proxy()
            .connect_timeout(TIMEOUT)
            .timeout(TIMEOUT)
            .build()?;
        Ok(Self { client, runtime })
    }
}

#[async_trait]
impl HttpClient for Carrier {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let client = self.client.clone();
        let sent = self.runtime.spawn(async move {
            let mut answer = client.execute(request.try_into()?).await?;
            let mut body = Vec::new();
            while let Some(piece) = answer.chunk().await? {
                if body.len() + piece.len() > MOST_BYTES {
                    return Err("the collector's answer is too large".into());
                }
                body.extend_from_slice(&piece);
            }
            let mut response = Response::new(body.into());
            *response.status_mut() = answer.status();
            *response.headers_mut() = std::mem::take(answer.headers_mut());
            Ok(response)
        });
        sent.await?
    }
}
