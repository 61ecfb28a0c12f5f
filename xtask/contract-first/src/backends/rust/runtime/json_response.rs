//! A body of JSON.

use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::response::Response;
use crate::whole_numbers::whole_numbers;

impl Response {
    pub(crate) fn json<T: DeserializeOwned, E>(&self) -> Result<T, Error<E>> {
        let text = std::str::from_utf8(self.complete_body()?)
            .map_err(|error| self.unexpected(format!("whose body is not UTF-8: {error}")))?;
        serde_json::from_str(&whole_numbers(text))
            .map_err(|error| self.unexpected(format!("whose body is not as documented: {error}")))
    }
}
