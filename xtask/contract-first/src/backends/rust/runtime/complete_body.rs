//! A body that was read to its end.

use crate::error::Error;
use crate::response::Response;

impl Response {
    pub(crate) fn complete_body<E>(&self) -> Result<&[u8], Error<E>> {
        match self.truncated {
            true => Err(self.unexpected("which is too large".to_owned())),
            false => Ok(&self.body),
        }
    }
}
