use serde::de::DeserializeOwned;

use super::decoded_json::decoded_json;
use super::once::once;
use crate::multipart::ReceivedParts;
use crate::rejection::Rejection;

impl ReceivedParts {
    /// A value whose part is JSON.
    pub(crate) fn json<T: DeserializeOwned>(&mut self, name: &str) -> Result<Option<T>, Rejection> {
        let text = once(name, self.texts(name))?;
        text.map(|text| decoded_json(name, &text)).transpose()
    }
}
