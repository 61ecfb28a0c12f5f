//! A header that is not to be seen.

use crate::call::Call;

impl Call {
    /// The name is in lower case. The value is in no `Debug`, and in no table of HTTP/2.
    pub(crate) fn secret_header(&mut self, name: &'static str, text: &str) {
        self.header(name, text);
        if let Some(value) = self.headers.get_mut(name) {
            value.set_sensitive(true);
        }
    }
}
