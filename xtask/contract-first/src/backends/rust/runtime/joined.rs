//! Lists that are one text.

use std::fmt::Display;

use crate::percent::encoded;

/// Items in one text, encoded. Commas in items are escaped, the one between them is not; other separators are escaped in both places, so
/// no item may hold one.
pub(crate) fn joined(
    name: &str,
    values: &[impl Display],
    separator: &str,
) -> Result<String, String> {
    let texts: Vec<String> = values.iter().map(ToString::to_string).collect();
    if separator != "," && texts.iter().any(|text| text.contains(separator)) {
        return Err(format!(
            "an item of `{name}` holds {separator:?}, which separates items"
        ));
    }
    if matches!(texts.as_slice(), [only] if only.is_empty()) {
        return Err(format!("`{name}` is one empty item, which reads as none"));
    }
    let separator = match separator {
        "," => ",".to_owned(),
        other => encoded(other),
    };
    let texts: Vec<_> = texts.iter().map(encoded).collect();
    Ok(texts.join(&separator))
}
