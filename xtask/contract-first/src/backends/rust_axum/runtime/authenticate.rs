use async_trait::async_trait;

use crate::operation::Operation;
use crate::security::Presented;
use crate::service::Service;

/// Who is calling: what operations share that ask for credentials.
#[async_trait]
pub trait Authenticate: Service {
    /// Whom the credentials identify.
    type Principal: Send;

    /// Tells who is calling, before anything of the request's parameters or body is parsed.
    ///
    /// `presented` holds every alternative of the operation's `security` that the request
    /// satisfies; it is never empty.
    ///
    /// # Errors
    /// The implementation's own: what it refuses, and why it could not find out.
    async fn authenticate(
        &self,
        operation: &'static Operation,
        presented: Presented<'_>,
    ) -> Result<Self::Principal, Self::Error>;
}
