//! A file or an http(s) URL.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use super::fetch::fetch;
use super::format::Format;

/// Largest text that is taken, in bytes.
pub(super) const LARGEST: u64 = 32 * 1024 * 1024;

/// A text and what it is.
#[derive(Debug)]
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
/// Not there, not readable, not UTF-8, larger than 32 MiB; for a URL also what `fetch` says.
pub fn load(place: &str) -> Result<Source> {
    if place.starts_with("http://") || place.starts_with("https://") {
        return fetch(place);
    }
    if let Some((scheme, _)) = place.split_once("://") {
        bail!("cannot read {place}: `{scheme}` is neither http nor https");
    }
    let path = Path::new(place);
    let metadata = fs::metadata(path).with_context(|| format!("cannot read {place}"))?;
    ensure!(
        !metadata.is_dir(),
        "cannot read {place}: it is a folder; name the file"
    );
    ensure!(
        metadata.is_file(),
        "cannot read {place}: it is a device, a pipe or a socket; save the document to a file and name that"
    );
    ensure!(
        metadata.len() <= LARGEST,
        "{place} has {} bytes; at most {LARGEST} are read",
        metadata.len()
    );
    let bytes = fs::read(path).with_context(|| format!("cannot read {place}"))?;
    let text = utf8(bytes, place)?;
    let format = Format::of_name(place).unwrap_or_else(|| Format::of_text(&text));
    Ok(Source {
        name: place.to_owned(),
        text,
        format,
    })
}

pub(super) fn utf8(bytes: Vec<u8>, name: &str) -> Result<String> {
    String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
        anyhow::anyhow!("{name}, line {line}: not UTF-8 text")
    })
}
