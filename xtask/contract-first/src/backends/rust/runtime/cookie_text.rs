//! A value of any kind in a cookie, as one text.

use serde::Serialize;

use crate::parts::Parts;
use crate::percent::encoded;

pub(crate) fn cookie_text(name: &str, value: &impl Serialize) -> Result<String, String> {
    Parts::of(name, value)?.joined(name, ",", false, encoded)
}
