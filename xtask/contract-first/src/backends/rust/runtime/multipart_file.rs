//! A part that is a file.

use crate::file_part::FilePart;
use crate::multipart::{FormParts, escaped};

impl FormParts {
    /// A file of this media type, if it has none of its own.
    pub(crate) fn file(&mut self, name: &str, media_type: &str, file: FilePart) {
        let file_name = match file.file_name.as_deref() {
            Some("") => String::new(),
            own => format!("; filename=\"{}\"", escaped(own.unwrap_or(name))),
        };
        let media_type = file.content_type.as_deref().unwrap_or(media_type);
        self.add(name, &file_name, Some(media_type), file.source);
    }
}
