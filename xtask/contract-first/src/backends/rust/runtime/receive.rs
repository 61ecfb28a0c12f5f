//! How much of a response is read before the caller has it.

use crate::call::Call;
use crate::response::Response;
use crate::transport::Transport;

/// Makes something of a response whose head is there.
pub(crate) trait Receive: Sync {
    type Received: AsRef<Response> + Send;

    fn receive(
        &self,
        transport: &Transport,
        call: &Call,
        response: reqwest::Response,
    ) -> impl Future<Output = Result<Self::Received, reqwest::Error>> + Send;
}
