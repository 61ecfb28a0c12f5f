use std::collections::BTreeMap;

use serde::Deserialize;

use crate::command::parity::outcome::Expected;
use crate::command::parity::reason::Reason;

/// Stands for the key in `--key-file`.
pub(crate) const KEY: &str = "{key}";

/// The requests, checked in.
const REQUESTS: &str = include_str!("requests.json");

/// A request that goes to both.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    pub(crate) name: String,
    #[serde(default = "post")]
    pub(crate) method: String,
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Option<String>,
    /// Whether the published service opens a portal session for it, where the account has a subscription.
    #[serde(default)]
    pub(crate) opens_session: bool,
    /// How the answers differ on purpose.
    pub(crate) intended: Option<Intended>,
}

/// A difference on purpose: only when each side answers in one of these ways.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Intended {
    pub(crate) reason: Reason,
    pub(crate) reference: Vec<Expected>,
    pub(crate) here: Vec<Expected>,
    /// Whether the headers for other origins may differ as well: the published service has none where no code of its own answers.
    #[serde(default)]
    pub(crate) headers_differ: bool,
}

fn post() -> String {
    "POST".to_owned()
}

impl Case {
    pub(crate) fn all() -> Vec<Self> {
        serde_json::from_str(REQUESTS).expect("the list is valid: a test reads it")
    }

    pub(crate) fn needs_key(&self) -> bool {
        self.headers.values().any(|value| value.contains(KEY))
    }
}

#[cfg(test)]
mod tests;
