use super::accepted::is_accepted;
use crate::multipart::{ReceivedParts, UploadedFile};
use crate::rejection::Rejection;
use crate::violation::Violation;

impl ReceivedParts {
    /// The files of a name, which have to be of these media types.
    pub(crate) fn files(
        &mut self,
        name: &str,
        accepted: &[&str],
    ) -> Result<Vec<UploadedFile>, Rejection> {
        let named = self.files.extract_if(.., |(known, _)| known == name);
        let files = named.map(|(_, file)| match &file.content_type {
            Some(content_type) if !is_accepted(content_type, accepted) => {
                Err(Rejection::Body(Violation {
                    field: name.to_owned(),
                    problem: format!("must be of {}", accepted.join(" or ")),
                }))
            }
            _ => Ok(file),
        });
        files.collect()
    }
}
