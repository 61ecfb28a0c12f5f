//! Errors that the contract documents.

use serde_json::Value;

use crate::error::{Error, Failure};
use crate::response::{Response, reason_phrase};

/// Where services put what they say to people.
const MESSAGE_KEYS: [&str; 4] = ["error", "message", "detail", "title"];

impl Response {
    pub(crate) fn failure<E>(&self, body: E) -> Error<E> {
        let object = serde_json::from_slice::<Value>(&self.body).unwrap_or_default();
        let mut messages = MESSAGE_KEYS.iter().filter_map(|key| object[key].as_str());
        let message = messages.next().map(str::to_owned);
        Error::Status(Box::new(Failure {
            status: self.status,
            message: message.unwrap_or_else(|| reason_phrase(self.status)),
            body,
            request_id: self.request_id.clone(),
            retry_after: self.retry_after,
        }))
    }
}
