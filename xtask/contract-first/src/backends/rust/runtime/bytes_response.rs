//! A body of bytes.

use crate::error::Error;
use crate::response::Response;

impl Response {
    pub(crate) fn bytes<E>(&self) -> Result<Vec<u8>, Error<E>> {
        self.complete_body().map(<[u8]>::to_vec)
    }
}
