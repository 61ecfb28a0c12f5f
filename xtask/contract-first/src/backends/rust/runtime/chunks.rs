//! The body of a response, as it comes.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use http_body::Body as _;
use tokio::time::{Instant, Sleep, sleep};

use crate::stream_error::StreamProblem;
use crate::transport::{MAX_TIMEOUT, causes};

/// What is left of a body. Each part has to come within the time of a call; all of it may take longer.
pub(crate) struct Chunks {
    pub(crate) body: reqwest::Body,
    gap: Duration,
    late: Pin<Box<Sleep>>,
}

impl Chunks {
    pub(crate) fn new(response: reqwest::Response, gap: Duration) -> Self {
        let gap = gap.min(MAX_TIMEOUT);
        Self {
            body: response.into(),
            gap,
            late: Box::pin(sleep(gap)),
        }
    }

    /// The next part; `None` behind the last one.
    pub(crate) fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Result<Option<Vec<u8>>, StreamProblem>> {
        while let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            let next = Instant::now() + self.gap;
            self.late.as_mut().reset(next);
            match frame {
                Some(Ok(frame)) => {
                    // What is no data is a trailer.
                    if let Ok(data) = frame.into_data() {
                        return Poll::Ready(Ok(Some(data.into())));
                    }
                }
                Some(Err(error)) => {
                    return Poll::Ready(Err(StreamProblem::Connection(causes(error))));
                }
                None => return Poll::Ready(Ok(None)),
            }
        }
        self.late
            .as_mut()
            .poll(context)
            .map(|()| Err(StreamProblem::Timeout(self.gap)))
    }
}
