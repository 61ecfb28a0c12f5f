//! Documented errors with a body of JSON.

use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::response::Response;

impl Response {
    pub(crate) fn json_failure<T: DeserializeOwned, E>(
        &self,
        body: impl FnOnce(T) -> E,
    ) -> Error<E> {
        match self.json() {
            Ok(decoded) => self.failure(body(decoded)),
            Err(error) => error,
        }
    }
}
