use crate::urlencoded::decoded;

/// The items of a list that is one text; an empty text is an empty list.
pub(crate) fn split(sent: &str, separator: char) -> Vec<String> {
    match separator {
        _ if sent.is_empty() => Vec::new(),
        // What stands between items is not encoded, commas inside of them are (RFC 6570, section 3.2.1).
        ',' => sent.split(',').map(decoded).collect(),
        // A blank and a bar cannot stand in a URI as they are (OpenAPI 3.1.1, appendix E).
        other => decoded(sent).split(other).map(str::to_owned).collect(),
    }
}
