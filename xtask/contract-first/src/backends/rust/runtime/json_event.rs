//! Events whose data is JSON.

use serde::de::DeserializeOwned;

use crate::event_parser::RawEvent;
use crate::whole_numbers::whole_numbers;

pub(crate) fn json<T: DeserializeOwned>(raw: &RawEvent) -> Result<Option<T>, String> {
    let data = serde_json::from_str(&whole_numbers(&raw.data));
    data.map(Some)
        .map_err(|error| format!("the data of an event: {error}"))
}
