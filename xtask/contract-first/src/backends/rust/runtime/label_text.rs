//! A value in the path behind a dot (`style: label`).

use serde::Serialize;

use crate::parts::Parts;
use crate::percent::encoded;

pub(crate) fn label_text(
    name: &str,
    value: &impl Serialize,
    explode: bool,
) -> Result<String, String> {
    let separator = if explode { "." } else { "," };
    // A dot in a part would be taken for the one between.
    let encode = |text: &str| encoded(text).replace('.', "%2E");
    let text = Parts::of(name, value)?.joined(name, separator, explode, encode)?;
    Ok(format!(".{text}"))
}
