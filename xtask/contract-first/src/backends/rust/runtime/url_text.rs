//! A value of any kind in the path or the query, as one text.

use serde::Serialize;

use crate::parts::Parts;
use crate::percent::encoded;

pub(crate) fn url_text(
    name: &str,
    value: &impl Serialize,
    separator: &str,
    explode: bool,
) -> Result<String, String> {
    Parts::of(name, value)?.joined(name, separator, explode, encoded)
}
