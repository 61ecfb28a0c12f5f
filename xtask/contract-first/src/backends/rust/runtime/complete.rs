//! Responses that are read to their end.

use crate::call::Call;
use crate::receive::Receive;
use crate::response::Response;
use crate::transport::Transport;

/// All of a response.
pub(crate) struct Complete;

impl Receive for Complete {
    type Received = Response;

    async fn receive(
        &self,
        _transport: &Transport,
        _call: &Call,
        response: reqwest::Response,
    ) -> Result<Response, reqwest::Error> {
        Response::read(response).await
    }
}
