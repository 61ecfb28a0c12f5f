use axum::http::request::Parts;

use crate::authenticate::Authenticate;
use crate::exchange::{Refusal, Stub};
use crate::operation::Operation;
use crate::security::present;

impl<S: Authenticate + ?Sized> Stub<S> {
    /// Whom the credentials identify; `None` when the request satisfies no alternative of the
    /// operation's `security`.
    pub(crate) async fn authenticate(
        &self,
        operation: &'static Operation,
        head: &Parts,
    ) -> Result<Option<S::Principal>, Refusal<S::Error>> {
        let Some(presented) = present(operation, head)? else {
            return Ok(None);
        };
        let principal = self.service.authenticate(operation, presented).await;
        principal.map(Some).map_err(Refusal::Failed)
    }
}
