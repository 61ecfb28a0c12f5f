use crate::urlencoded::decoded;

/// The pairs, their names decoded and their values as they were sent: in a list, an encoded comma is not what separates items.
pub(crate) fn pairs(text: &str) -> impl Iterator<Item = (String, &str)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(name), value)
    })
}
