//! A body of parts: `multipart/form-data` (RFC 7578).

use reqwest::Body;
use reqwest::header::{CONTENT_TYPE, HeaderValue};

use crate::call::Call;
use crate::file_part::Source;
use crate::sources::Sources;

/// The parts of a body.
pub(crate) struct FormParts {
    boundary: String,
    sources: Vec<Source>,
    /// Why it cannot be sent.
    pub(crate) problem: Option<String>,
}

impl FormParts {
    pub(crate) fn new() -> Self {
        let random = [fastrand::u64(..), fastrand::u64(..)];
        Self {
            boundary: format!("{:016x}{:016x}", random[0], random[1]),
            sources: Vec::new(),
            problem: None,
        }
    }

    /// Adds a part of a name; the further parameters of its disposition and its media type are written already.
    pub(crate) fn add(
        &mut self,
        name: &str,
        further: &str,
        media_type: Option<&str>,
        source: Source,
    ) {
        let name = escaped(name);
        let mut head = format!(
            "--{}\r\nContent-Disposition: form-data; name=\"{name}\"{further}\r\n",
            self.boundary
        );
        if let Some(media_type) = media_type {
            if HeaderValue::from_str(media_type).is_err() {
                let problem = format!("the media type of the part `{name}` is not valid");
                self.problem.get_or_insert(problem);
            }
            head.push_str(&format!("Content-Type: {media_type}\r\n"));
        }
        head.push_str("\r\n");
        let end = b"\r\n".to_vec();
        let pieces = [Source::Bytes(head.into_bytes()), source, Source::Bytes(end)];
        self.sources.extend(pieces);
    }
}

impl Call {
    /// A body of parts. It can be sent again if all of it is in memory.
    pub(crate) fn multipart(&mut self, media_type: &str, mut parts: FormParts) {
        if let Some(problem) = parts.problem {
            return self.refuse(problem);
        }
        let end = format!("--{}--\r\n", parts.boundary);
        parts.sources.push(Source::Bytes(end.into_bytes()));
        let media_type = format!("{media_type}; boundary={}", parts.boundary);
        match HeaderValue::from_str(&media_type) {
            Ok(value) => self.headers.insert(CONTENT_TYPE, value),
            Err(error) => return self.refuse(format!("the body: {error}")),
        };
        let bytes: Option<Vec<_>> = parts.sources.iter().map(in_memory).collect();
        self.body = Some(match bytes {
            Some(bytes) => Body::from(bytes.concat()),
            None => Body::wrap(Sources::new(parts.sources)),
        });
    }
}

fn in_memory(source: &Source) -> Option<&[u8]> {
    match source {
        Source::Bytes(bytes) => Some(bytes),
        Source::Reader { .. } => None,
    }
}

/// A name as browsers write it (WHATWG HTML, "multipart/form-data encoding algorithm").
pub(crate) fn escaped(name: &str) -> String {
    let name = name.replace('"', "%22").replace('\r', "%0D");
    name.replace('\n', "%0A")
}
