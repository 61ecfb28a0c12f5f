//! Responses that the caller has before they are read.

use std::ops::Deref;

use crate::call::Call;
use crate::chunks::Chunks;
use crate::error::Error;
use crate::receive::Receive;
use crate::response::Response;
use crate::transport::Transport;
use crate::typed::{Typed, media_type};

/// Leaves successes of these media types open; `image/*` is any of them that begin so, `*` is all.
pub(crate) struct Open(pub(crate) &'static [&'static str]);

/// A response, and what is left of its body.
pub(crate) struct Opened {
    typed: Typed,
    rest: Option<Chunks>,
}

impl Receive for Open {
    type Received = Opened;

    async fn receive(
        &self,
        transport: &Transport,
        _call: &Call,
        response: reqwest::Response,
    ) -> Result<Opened, reqwest::Error> {
        self.open(transport, response).await
    }
}

impl Open {
    pub(crate) async fn open(
        &self,
        transport: &Transport,
        response: reqwest::Response,
    ) -> Result<Opened, reqwest::Error> {
        let media_type = media_type(&response);
        let has_type = |expected: &&str| match expected.strip_suffix('*') {
            Some(start) => media_type.starts_with(start),
            None => media_type == *expected,
        };
        let left_open = response.status().is_success() && self.0.iter().any(has_type);
        let (response, rest) = match left_open {
            true => (
                Response::head(&response),
                Some(Chunks::new(response, transport.options.timeout)),
            ),
            false => (Response::read(response).await?, None),
        };
        let typed = Typed {
            response,
            media_type,
        };
        Ok(Opened { typed, rest })
    }
}

impl Opened {
    /// What is left to read, where the response has a media type that is read so.
    pub(crate) fn rest<E>(self) -> Result<Chunks, Error<E>> {
        match self.rest {
            Some(rest) => Ok(rest),
            None => Err(self.typed.other_media_type()),
        }
    }
}

impl Deref for Opened {
    type Target = Typed;

    fn deref(&self) -> &Typed {
        &self.typed
    }
}

impl AsRef<Response> for Opened {
    fn as_ref(&self) -> &Response {
        &self.typed.response
    }
}
