//! Texts that cannot always be written.

use crate::call::Call;

impl Call {
    /// A text; without one, the call is refused.
    pub(crate) fn checked(&mut self, text: Result<String, String>) -> Option<String> {
        text.map_err(|reason| self.refuse(reason)).ok()
    }
}
