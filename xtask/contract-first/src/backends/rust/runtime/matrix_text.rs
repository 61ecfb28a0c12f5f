//! A value in the path behind its name (`style: matrix`).

use serde::Serialize;

use crate::parts::Parts;
use crate::percent::encoded;

pub(crate) fn matrix_text(
    name: &str,
    value: &impl Serialize,
    explode: bool,
) -> Result<String, String> {
    let start = format!(";{}=", encoded(name));
    let encode = |text: &str| encoded(text);
    let parts = Parts::of(name, value)?;
    if !explode {
        let text = parts.joined(name, ",", false, encode)?;
        return Ok(format!("{start}{text}"));
    }
    match parts {
        Parts::One(text) => Ok(format!("{start}{}", encoded(&text))),
        Parts::List(items) => Ok(items
            .iter()
            .map(|item| format!("{start}{}", encoded(item)))
            .collect()),
        members @ Parts::Object(_) => {
            let text = members.joined(name, ";", true, encode)?;
            Ok(format!(";{text}"))
        }
    }
}
