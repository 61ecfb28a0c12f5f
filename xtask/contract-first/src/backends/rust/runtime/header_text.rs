//! A value of any kind in a header, as one text.

use serde::Serialize;

use crate::header_item::escaped_item;
use crate::parts::Parts;

pub(crate) fn header_text(
    name: &str,
    value: &impl Serialize,
    explode: bool,
) -> Result<String, String> {
    match Parts::of(name, value)? {
        // An equals sign in a name would end it.
        object @ Parts::Object(_) if explode => object.joined(name, ",", true, |text| {
            escaped_item(text).replace('=', "%3D")
        }),
        parts => parts.joined(name, ",", false, escaped_item),
    }
}
