use crate::multipart::{ReceivedParts, UploadedFile};

impl ReceivedParts {
    /// The parts that the document does not name.
    pub(crate) fn further(&mut self) -> Vec<(String, UploadedFile)> {
        std::mem::take(&mut self.files)
    }
}
