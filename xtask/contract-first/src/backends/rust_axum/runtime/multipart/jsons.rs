use serde::de::DeserializeOwned;

use super::decoded_json::decoded_json;
use crate::multipart::ReceivedParts;
use crate::rejection::Rejection;

impl ReceivedParts {
    /// A list each of whose items is a part of JSON.
    pub(crate) fn jsons<T: DeserializeOwned>(
        &mut self,
        name: &str,
    ) -> Result<Option<Vec<T>>, Rejection> {
        let texts = self.texts(name).into_iter().enumerate();
        let items = texts.map(|(index, text)| decoded_json(&format!("{name}[{index}]"), &text));
        let items: Vec<T> = items.collect::<Result<_, _>>()?;
        Ok((!items.is_empty()).then_some(items))
    }
}
