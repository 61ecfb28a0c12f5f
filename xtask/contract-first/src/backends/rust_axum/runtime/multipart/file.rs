use super::once::once;
use crate::multipart::{ReceivedParts, UploadedFile};
use crate::rejection::Rejection;

impl ReceivedParts {
    /// The file of a name, which has to be of these media types.
    pub(crate) fn file(
        &mut self,
        name: &str,
        accepted: &[&str],
    ) -> Result<Option<UploadedFile>, Rejection> {
        once(name, self.files(name, accepted)?)
    }
}
