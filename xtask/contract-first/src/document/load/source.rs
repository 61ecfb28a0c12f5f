//! A file or an http(s) URL.

use std::fs;
use std::io::Read;
use std::path::Path;

use super::error::DocumentError;
use super::fetch::fetch;
use super::format::Format;
use super::limits::MAX_BYTES;
use crate::files::FileError;

/// A text and what it is.
#[derive(Clone, Debug)]
pub struct Source {
    /// How messages call it: the path or the URL.
    pub name: String,
    /// The text.
    pub text: String,
    /// JSON, YAML, page or HTML.
    pub format: Format,
}

/// Reads `place`, a path or an http(s) URL.
///
/// # Errors
/// Not there, not readable, not UTF-8, larger than 64 MiB; for a URL also what `fetch` says.
pub fn load(place: &str) -> Result<Source, DocumentError> {
    if place.starts_with("http://") || place.starts_with("https://") {
        return fetch(place);
    }
    let no_file = |reason: String| DocumentError::NoFile {
        name: place.to_owned(),
        reason,
    };
    if let Some((scheme, _)) = place.split_once("://") {
        return Err(no_file(format!("`{scheme}` is neither http nor https")));
    }
    if place.is_empty() {
        return Err(no_file("the name is empty".to_owned()));
    }
    let path = Path::new(place);
    let metadata = fs::metadata(path).map_err(FileError::read(place))?;
    if metadata.is_dir() {
        return Err(no_file("it is a folder; name the file".to_owned()));
    }
    if !metadata.is_file() {
        let reason =
            "it is a device, a pipe or a socket; save the document to a file and name that";
        return Err(no_file(reason.to_owned()));
    }
    let text = read_text(path, place)?;
    let format = Format::of_name(place).unwrap_or_else(|| Format::of_text(&text));
    Ok(Source {
        name: place.to_owned(),
        text,
        format,
    })
}

/// The text of a file; messages call it `name`.
///
/// # Errors
/// Not readable, not UTF-8, larger than 64 MiB.
pub fn read_text(path: &Path, name: &str) -> Result<String, DocumentError> {
    let file = fs::File::open(path).map_err(FileError::read(name))?;
    let mut bytes = Vec::new();
    // One byte more than allowed distinguishes a text that is too large from one that just fits.
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(FileError::read(name))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(DocumentError::TooLarge {
            name: name.to_owned(),
        });
    }
    utf8(bytes, name)
}

pub(super) fn utf8(bytes: Vec<u8>, name: &str) -> Result<String, DocumentError> {
    String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
        DocumentError::Text {
            name: name.to_owned(),
            line: Some(line),
            message: "not UTF-8 text".to_owned(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::load::limits::too_large;

    #[test]
    fn a_file_is_read_as_what_its_name_or_else_its_text_says() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text, format) in [
            ("a.yaml", "{}", Format::Yaml),
            ("a.json", "openapi: 3.1.0", Format::Json),
            ("plain", "{}", Format::Json),
            ("plain.txt", "openapi: 3.1.0", Format::Yaml),
        ] {
            let path = folder.path().join(name);
            fs::write(&path, text).unwrap();
            let source = load(path.to_str().unwrap()).unwrap();
            assert_eq!(source.format, format, "{name}");
            assert_eq!(source.text, text);
            assert_eq!(source.name, path.to_str().unwrap());
        }
    }

    #[test]
    fn what_is_not_a_file_is_reported_with_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().to_str().unwrap();
        let missing = format!("{place}/none.json");
        for (place, reason) in [
            (place, "it is a folder; name the file"),
            (missing.as_str(), "No such file"),
            ("file:///a.json", "`file` is neither http nor https"),
            ("", "the name is empty"),
        ] {
            let error = load(place).unwrap_err();
            assert_eq!(error.name(), place);
            let message = format!("{:#}", anyhow::Error::from(error));
            assert!(
                message.starts_with(&format!("cannot read {place}")),
                "{message}"
            );
            assert!(message.contains(reason), "{message}");
        }
    }

    #[test]
    fn bytes_that_are_not_text_are_reported_with_their_line() {
        let error = utf8(b"a\nb\n\xff".to_vec(), "a.json").unwrap_err();
        assert_eq!(error.to_string(), "a.json, line 3: not UTF-8 text");
        assert_eq!(utf8("ä".into(), "a.json").unwrap(), "ä");
    }

    #[test]
    fn a_text_may_have_so_many_bytes_and_no_more() {
        let file = tempfile::NamedTempFile::new().unwrap();
        for (bytes, fits) in [(MAX_BYTES, true), (MAX_BYTES + 1, false)] {
            // Nothing but zeros, which take no room.
            file.as_file().set_len(bytes).unwrap();
            let read = read_text(file.path(), "a.json");
            assert_eq!(read.is_ok(), fits, "{bytes}");
            if let Err(error) = read {
                assert_eq!(error.to_string(), too_large("a.json"));
            }
        }
    }
}
