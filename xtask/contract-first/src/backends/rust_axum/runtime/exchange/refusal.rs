use crate::rejection::Rejection;

/// Why an exchange ends without a documented response.
pub(crate) enum Refusal<E> {
    /// The stub refused the request.
    Rejected(Rejection),
    /// The implementation failed.
    Failed(E),
}

impl<E> From<Rejection> for Refusal<E> {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}
