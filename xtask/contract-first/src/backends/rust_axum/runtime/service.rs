use axum::response::Response;

use crate::operation::Operation;
use crate::rejection::Rejection;

/// What every operation shares: how refusals and failures look on the wire.
///
/// The traits in [`apis`](crate::apis) build on it, one for each tag of the document.
pub trait Service: Send + Sync + 'static {
    /// Why an operation has no documented response: the implementation's own error.
    type Error: Send;

    /// Renders a request that the stub refused.
    fn refuse(&self, rejection: Rejection) -> Response;

    /// Renders a failed operation.
    fn fail(&self, operation: &'static Operation, error: Self::Error) -> Response;

    /// Sees each response of an operation before it is sent, such as for logs and metrics. Does nothing
    /// unless it is implemented.
    fn inspect(&self, operation: &'static Operation, response: &mut Response) {
        let _ = (operation, response);
    }
}
