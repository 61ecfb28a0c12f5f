use std::error::Error;

use egress::ConnectTimeout;
use hyper_util::client::legacy;

/// Why the upstream did not answer a request.
#[derive(Debug, thiserror::Error)]
pub enum ForwardError {
    /// As many requests as there may be are on their way: this one was not sent.
    #[error("too many requests for the upstream are in flight")]
    Busy,
    /// It was here before: the upstream leads back to this server.
    #[error("the request has passed this server before: the upstream leads back to it")]
    Loop,
    /// The client does not send the rest of the body.
    #[error("the client does not send the rest of its body")]
    ClientStalled,
    /// No connection, or no response, within the time that there is for it.
    #[error("the upstream did not answer in time")]
    Timeout(#[source] Option<ConnectTimeout>),
    /// It cannot be reached, or hung up before its response.
    #[error("the upstream did not answer")]
    Failed(#[source] legacy::Error),
    /// It changes to a protocol that nobody asked for.
    #[error("the upstream changes to a protocol that was not asked for")]
    Protocol,
}

impl From<legacy::Error> for ForwardError {
    fn from(error: legacy::Error) -> Self {
        let mut cause = error.source();
        while let Some(at) = cause {
            if let Some(timeout) = at.downcast_ref::<ConnectTimeout>() {
                return Self::Timeout(Some(*timeout));
            }
            cause = at.source();
        }
        Self::Failed(error)
    }
}
