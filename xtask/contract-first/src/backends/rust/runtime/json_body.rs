//! A body of JSON.

use serde::Serialize;

use crate::call::Call;

impl Call {
    pub(crate) fn json(&mut self, media_type: &'static str, body: &(impl Serialize + ?Sized)) {
        match serde_json::to_vec(body) {
            Ok(text) => self.body(media_type, text),
            Err(error) => self.refuse(format!("the body: {error}")),
        }
    }
}
