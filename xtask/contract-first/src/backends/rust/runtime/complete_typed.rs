//! Responses of several media types that are read to their end.

use crate::call::Call;
use crate::receive::Receive;
use crate::response::Response;
use crate::transport::Transport;
use crate::typed::{Typed, media_type};

/// All of a response, and its media type.
pub(crate) struct CompleteTyped;

impl Receive for CompleteTyped {
    type Received = Typed;

    async fn receive(
        &self,
        _transport: &Transport,
        _call: &Call,
        response: reqwest::Response,
    ) -> Result<Typed, reqwest::Error> {
        Ok(Typed {
            media_type: media_type(&response),
            response: Response::read(response).await?,
        })
    }
}
