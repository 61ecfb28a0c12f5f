use percent_encoding::percent_decode;

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
            whole: paths.map(own).collect(),
            pages: has_pages.then(|| own(PAGES)),
        }
    }

    /// Whether a path is one of ours, or one that some server would take for it: spelled with percent-encoding, another case, further
    /// slashes or dots. What is spelled oddly gets our 404.
    pub(crate) fn contain(&self, path: &str) -> bool {
        readings(path).any(|reading| self.have(&reading))
    }

    fn have(&self, path: &[String]) -> bool {
        let is_template = |segment: &str| segment.contains('{');
        let fits = |own: &Vec<String>| {
            let mut pairs = own.iter().zip(path);
            own.len() == path.len() && pairs.all(|(own, here)| is_template(own) || own == here)
        };
        let pages = self.pages.as_ref();
        self.whole.iter().any(fits) || pages.is_some_and(|pages| path.starts_with(pages))
    }
}

fn own(path: &str) -> Vec<String> {
    segments(&path.to_lowercase(), false)
}

/// What different servers may take a path for: they decode it more or less often, and `..` climbs out of an empty segment or does not.
fn readings(path: &str) -> impl Iterator<Item = Vec<String>> {
    let first = Some(path.as_bytes().to_vec());
    let next = |path: &Vec<u8>| {
        let decoded: Vec<u8> = percent_decode(path).collect();
        (decoded != *path).then_some(decoded)
    };
    let spellings = std::iter::successors(first, next).take(MAX_DECODINGS + 1);
    spellings.flat_map(|path| {
        let path = String::from_utf8_lossy(&path).to_lowercase();
        [segments(&path, false), segments(&path, true)]
    })
}

/// The segments of a path in lower case, without those that mean nothing.
fn segments(path: &str, climbs_out_of_empty: bool) -> Vec<String> {
    let mut segments = Vec::new();
    for segment in path.split(['/', '\\']) {
        // Many a server that decodes nothing else decodes these.
        match segment.trim().replace("%2e", ".").as_str() {
            "." => {}
            ".." => drop(segments.pop()),
            "" if !climbs_out_of_empty => {}
            _ => segments.push(segment.trim().to_owned()),
        }
    }
    segments.retain(|segment| !segment.is_empty());
    segments
}

#[cfg(test)]
mod tests;
