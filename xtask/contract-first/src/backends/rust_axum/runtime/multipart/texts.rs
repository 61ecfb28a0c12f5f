use axum::body::Bytes;

use crate::multipart::ReceivedParts;

impl ReceivedParts {
    /// The texts of a name, as they were sent.
    pub(super) fn texts(&mut self, name: &str) -> Vec<Bytes> {
        let named = self.texts.extract_if(.., |(known, _)| *known == name);
        named.map(|(_, text)| text).collect()
    }
}
