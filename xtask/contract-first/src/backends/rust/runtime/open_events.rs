//! Responses of events, and how to come back to them.

use std::ops::Deref;
use std::time::Duration;

use reqwest::Method;
use reqwest::header::HeaderValue;
use tokio::time::sleep;

use crate::call::Call;
use crate::chunks::Chunks;
use crate::error::Error;
use crate::opened::{Open, Opened};
use crate::receive::Receive;
use crate::response::Response;
use crate::stream_error::StreamProblem;
use crate::transport::Transport;

/// Leaves successes of these media types open; one of them is `text/event-stream`.
pub(crate) struct OpenEvents(pub(crate) &'static [&'static str]);

/// A response, and what led to it.
pub(crate) struct OpenedEvents {
    pub(crate) opened: Opened,
    pub(crate) origin: Origin,
}

/// A call that has had its response.
#[derive(Clone)]
pub(crate) struct Origin {
    transport: Transport,
    call: Call,
}

/// What a call that is sent again comes to.
pub(crate) enum Reopened {
    Rest(Chunks),
    /// There are no more events.
    Nothing,
    Failed(StreamProblem),
}

impl Receive for OpenEvents {
    type Received = OpenedEvents;

    async fn receive(
        &self,
        transport: &Transport,
        call: &Call,
        response: reqwest::Response,
    ) -> Result<OpenedEvents, reqwest::Error> {
        let opened = Open(self.0).open(transport, response).await?;
        let (transport, call) = (transport.clone(), call.clone());
        Ok(OpenedEvents {
            opened,
            origin: Origin { transport, call },
        })
    }
}

impl Origin {
    /// Whether the call may be sent again.
    pub(crate) fn is_repeatable(&self) -> bool {
        self.call.method == Method::GET
    }

    /// How often the client tries again.
    pub(crate) fn retries(&self) -> u32 {
        self.transport.options.retries
    }

    /// Asks for the events behind one.
    pub(crate) async fn reopen(mut self, wait: Duration, last_id: Option<String>) -> Reopened {
        sleep(wait).await;
        let id = last_id.filter(|id| !id.is_empty());
        if let Some(Ok(id)) = id
            .as_deref()
            .map(|id| HeaderValue::from_bytes(id.as_bytes()))
        {
            self.call.headers.insert("last-event-id", id);
        }
        let open = Open(&["text/event-stream"]);
        let opened = match self.transport.exchange(&self.call, &open).await {
            Ok(opened) => opened,
            Err(problem) => {
                let why = Error::<()>::from(problem).to_string();
                return Reopened::Failed(StreamProblem::Connection(why));
            }
        };
        if opened.status == 204 {
            return Reopened::Nothing;
        }
        let status = opened.status;
        match opened.rest::<()>() {
            Ok(rest) => Reopened::Rest(rest),
            Err(_) => {
                let problem =
                    format!("the service answered {status} when it was asked for the rest");
                Reopened::Failed(StreamProblem::Undocumented(problem))
            }
        }
    }
}

impl Deref for OpenedEvents {
    type Target = Opened;

    fn deref(&self) -> &Opened {
        &self.opened
    }
}

impl AsRef<Response> for OpenedEvents {
    fn as_ref(&self) -> &Response {
        self.opened.as_ref()
    }
}
