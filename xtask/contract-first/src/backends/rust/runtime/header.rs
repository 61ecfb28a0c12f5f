//! A header of the request.

use reqwest::header::{HeaderName, HeaderValue};

use crate::call::Call;

impl Call {
    /// The name is in lower case.
    pub(crate) fn header(&mut self, name: &'static str, text: &str) {
        match HeaderValue::from_str(text) {
            Ok(value) => {
                self.headers.insert(HeaderName::from_static(name), value);
            }
            Err(_) => self.refuse(format!(
                "`{name}` holds characters that no header can carry"
            )),
        }
    }
}
