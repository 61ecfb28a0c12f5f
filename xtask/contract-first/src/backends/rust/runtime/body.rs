//! The body of a request.

use reqwest::header::{CONTENT_TYPE, HeaderValue};

use crate::call::Call;

impl Call {
    pub(crate) fn body(&mut self, media_type: &'static str, body: Vec<u8>) {
        let media_type = HeaderValue::from_static(media_type);
        self.headers.insert(CONTENT_TYPE, media_type);
        self.body = Some(body.into());
    }
}
