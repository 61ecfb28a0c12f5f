/// Which parts a body has, by what is in them.
pub(crate) struct MultipartLayout {
    /// The names of texts and JSON.
    pub(crate) texts: &'static [&'static str],
    /// The names of files.
    pub(crate) files: &'static [&'static str],
    pub(crate) further: FurtherParts,
}

/// What becomes of parts that the document does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "a document needs some of them only")]
pub(crate) enum FurtherParts {
    Ignored,
    Denied,
    Kept,
}
