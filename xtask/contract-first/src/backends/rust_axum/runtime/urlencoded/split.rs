use crate::urlencoded::decoded;

/// The items of a list that is one text; an empty text is an empty list.
pub(crate) fn split(sent: &str, separator: char) -> Vec<String> {
    match separator {
        _ if sent.is_empty() => Vec::new(),
        // A blank and a bar cannot stand in a URI as they are (OpenAPI 3.1.1, appendix E).
        ' ' | '|' => decoded(sent).split(separator).map(str::to_owned).collect(),
        // What stands between items is not encoded, the same inside of them is (RFC 6570, section 3.2.1).
        literal => sent.split(literal).map(decoded).collect(),
    }
}
