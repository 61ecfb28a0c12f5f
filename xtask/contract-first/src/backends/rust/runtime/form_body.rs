//! A body of pairs.

use serde::Serialize;
use serde_json::Value;

use crate::call::Call;
use crate::pair::pair;
use crate::plain_text::plain_text;
use crate::properties::properties;

/// Writes the pairs of one property.
pub(crate) type FormStyle = fn(&str, &Value) -> Result<Vec<String>, String>;

impl Call {
    /// Properties by name, in the usual way but for those that have a style.
    pub(crate) fn form(
        &mut self,
        media_type: &'static str,
        body: &impl Serialize,
        styles: &[(&str, FormStyle)],
    ) {
        match form(body, styles) {
            Ok(pairs) => self.body(media_type, pairs.join("&").into_bytes()),
            Err(reason) => self.refuse(reason),
        }
    }
}

fn form(body: &impl Serialize, styles: &[(&str, FormStyle)]) -> Result<Vec<String>, String> {
    let mut pairs = Vec::new();
    for (name, value) in properties("the body", body)? {
        let style = styles.iter().find(|(styled, _)| *styled == name);
        match style {
            _ if value.is_null() => {}
            Some((_, style)) => pairs.extend(style(&name, &value)?),
            None => pairs.extend(usual(&name, &value)),
        }
    }
    Ok(pairs)
}

/// Items of a list one by one, objects as JSON.
fn usual(name: &str, value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => {
            let items = items.iter();
            items.map(|item| pair(name, &plain_text(item))).collect()
        }
        value => vec![pair(name, &plain_text(value))],
    }
}
