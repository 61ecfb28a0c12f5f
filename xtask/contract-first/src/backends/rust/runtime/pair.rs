//! A pair of a query or a form.

use crate::percent::encoded;

pub(crate) fn pair(name: &str, text: &str) -> String {
    format!("{}={}", encoded(name), encoded(text))
}
