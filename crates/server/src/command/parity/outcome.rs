use std::fmt;

use reqwest::StatusCode;
use reqwest::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    HeaderMap, HeaderName,
};
use serde::Deserialize;
use serde_json::Value;

use crate::command::text::one_line;

/// Of a message.
const MAX_SHOWN_CHARACTERS: usize = 200;

/// The headers that are compared. What else this server sends is more than the published service does, and hurts nobody.
const COMPARED: [HeaderName; 3] = [
    ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_HEADERS,
];

/// What a response says to its caller. Nothing in it is a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) status: StatusCode,
    pub(crate) content: Content,
    pub(crate) cors: [Option<String>; 3],
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Exactly `id` and `url`, both texts, which are not kept.
    Session,
    /// The contract's error.
    Error(String),
    Nothing,
    /// Anything else, by its kind.
    Other(&'static str),
}

/// A part of an outcome that a case expects.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    status: u16,
    /// The message; without it any content will do.
    error: Option<String>,
}

impl Outcome {
    /// `secret` is left out of what is kept.
    pub(crate) fn of(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
        secret: Option<&str>,
    ) -> Self {
        let cors = COMPARED.map(|name| {
            let value = headers.get(name)?;
            // Blanks and the order of a list mean nothing.
            let mut items: Vec<_> = value.to_str().unwrap_or_default().split(',').collect();
            items.iter_mut().for_each(|item| *item = item.trim());
            items.sort_unstable();
            Some(items.join(", ").to_ascii_lowercase())
        });
        Self {
            status,
            content: Content::of(body, secret),
            cors,
        }
    }

    pub(crate) fn is(&self, expected: &Expected) -> bool {
        let is_content = match &expected.error {
            None => true,
            Some(message) => self.content == Content::Error(message.clone()),
        };
        self.status == expected.status && is_content
    }
}

impl Content {
    fn of(body: &[u8], secret: Option<&str>) -> Self {
        if body.is_empty() {
            return Self::Nothing;
        }
        let Ok(Value::Object(object)) = serde_json::from_slice(body) else {
            return Self::Other("not a JSON object");
        };
        let is_text = |key: &str| object.get(key).is_some_and(Value::is_string);
        match (object.len(), object.get("error")) {
            (2, None) if is_text("id") && is_text("url") => Self::Session,
            (1, Some(Value::String(message))) => Self::Error(shown(message, secret)),
            _ => Self::Other("a JSON object of another form"),
        }
    }
}

fn shown(message: &str, secret: Option<&str>) -> String {
    let message = match secret {
        Some(secret) => message.replace(secret, "***"),
        None => message.to_owned(),
    };
    one_line(&message)
        .chars()
        .take(MAX_SHOWN_CHARACTERS)
        .collect()
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status.as_u16())?;
        match &self.content {
            Content::Session => f.write_str(" with a session"),
            Content::Error(message) => write!(f, " `{message}`"),
            Content::Nothing => f.write_str(" without body"),
            Content::Other(what) => write!(f, " with {what}"),
        }
    }
}

#[cfg(test)]
mod tests;
