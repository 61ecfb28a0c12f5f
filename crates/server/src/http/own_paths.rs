use crate::http::document;
use crate::http::operations::paths;
use crate::http::probes::{HEALTH_PATH, READY_PATH};

/// How often a path is percent-decoded: servers behind each other may each do it once.
const MAX_DECODINGS: usize = 4;

/// The sandbox's pages are below this.
const PAGES: &str = "/manage";

/// The paths that are answered here, whatever the method, and never by the upstream.
#[derive(Clone, Debug)]
pub(crate) struct OwnPaths {
    whole: Vec<Vec<String>>,
    /// With everything below it.
    pages: Option<Vec<String>>,
}

impl OwnPaths {
    pub(crate) fn new(has_pages: bool) -> Self {
        let assets = reference::assets().into_iter().map(|asset| asset.path);
        let paths = paths()
            .chain([document::PATH, HEALTH_PATH, READY_PATH, reference::PATH])
            .chain(assets);
        Self {
            whole: paths.map(meaning).collect(),
            pages: has_pages.then(|| meaning(PAGES)),
        }
    }

    /// Whether a path is one of ours, or one that some server would take for it: spelled with percent-encoding, another case, further
    /// slashes or dots. What is spelled oddly gets our 404.
    pub(crate) fn contain(&self, path: &str) -> bool {
        let path = meaning(path);
        let is_template = |segment: &str| segment.contains('{');
        let fits = |own: &Vec<String>| {
            let mut pairs = own.iter().zip(&path);
            own.len() == path.len() && pairs.all(|(own, here)| is_template(own) || own == here)
        };
        let pages = self.pages.as_ref();
        self.whole.iter().any(fits) || pages.is_some_and(|pages| path.starts_with(pages))
    }
}

/// The segments of a path after everything that a server might do to it.
fn meaning(path: &str) -> Vec<String> {
    let mut path = path.as_bytes().to_vec();
    for _ in 0..MAX_DECODINGS {
        let decoded = decoded(&path);
        if decoded == path {
            break;
        }
        path = decoded;
    }
    let path = String::from_utf8_lossy(&path).to_lowercase();
    let mut segments = Vec::new();
    for segment in path.split(['/', '\\']) {
        match segment.trim() {
            "" | "." => {}
            ".." => drop(segments.pop()),
            segment => segments.push(segment.to_owned()),
        }
    }
    segments
}

fn decoded(path: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(path.len());
    let mut rest = path;
    while let Some((first, after)) = rest.split_first() {
        let digits = after
            .get(..2)
            .and_then(|digits| str::from_utf8(digits).ok());
        let is_hex = |digits: &&str| digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let byte = digits
            .filter(|digits| *first == b'%' && is_hex(digits))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte {
            Some(byte) => {
                decoded.push(byte);
                rest = &after[2..];
            }
            None => {
                decoded.push(*first);
                rest = after;
            }
        }
    }
    decoded
}

#[cfg(test)]
mod tests;
