use serde::{Deserialize, Serialize};

/// The version of the lines.
pub(super) const VERSION: u32 = 1;

/// What a file starts with.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(super) enum First {
    Head(Head),
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) version: u32,
    /// How many lines follow: fewer in a file that was cut off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) lines: Option<u64>,
    /// The fingerprint of the secret that the keys are hashed with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) key_secret: Option<String>,
}

/// What is wrong with a line. Without the line itself, and without a place in it that is only its end.
pub(super) fn describe(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let (what, _) = text.rsplit_once(" at line ").unwrap_or((&text, ""));
    match error.is_data() {
        true => what.to_owned(),
        false => format!("not valid JSON: {what}, column {}", error.column()),
    }
}

#[cfg(test)]
mod tests;
