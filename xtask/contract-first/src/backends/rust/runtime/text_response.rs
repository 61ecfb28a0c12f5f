//! A body of text.

use crate::error::Error;
use crate::response::Response;

impl Response {
    pub(crate) fn text<E>(&self) -> Result<String, Error<E>> {
        let body = self.complete_body()?;
        Ok(String::from_utf8_lossy(body).into_owned())
    }
}
