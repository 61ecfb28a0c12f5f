use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::reply::Reply;

/// One call, and what has to come of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) options: Map<String, Value>,
    #[serde(default)]
    pub(crate) environment: BTreeMap<String, String>,
    #[serde(default = "yes")]
    pub(crate) credentials: bool,
    pub(crate) request: Option<Value>,
    #[serde(default)]
    pub(crate) replies: Vec<Reply>,
    pub(crate) expect: Expected,
    #[serde(default = "one")]
    pub(crate) requests: usize,
    /// Least seconds between the first two requests.
    pub(crate) waits: Option<f64>,
    /// The path that arrives.
    pub(crate) path: Option<String>,
    /// The header that carries the credential.
    pub(crate) sent: Option<String>,
}

/// What the driver prints.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Expected {
    pub(crate) kind: String,
    /// The end of the error type's name.
    pub(crate) r#type: Option<String>,
    pub(crate) status: Option<u16>,
    /// Part of the message.
    pub(crate) message: Option<String>,
    /// Empty for any.
    pub(crate) request_id: Option<String>,
    pub(crate) retry_after: Option<u64>,
    /// The start of the answer's URL.
    pub(crate) url: Option<String>,
    /// In the raw text, or in what is shown of the error.
    pub(crate) has: Option<String>,
    /// Bytes of the raw text.
    pub(crate) length: Option<usize>,
}

/// All cases.
pub(crate) fn cases() -> Vec<Case> {
    #[derive(Deserialize)]
    struct Table {
        case: Vec<Case>,
    }
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/clients/cases.toml");
    let text = fs::read_to_string(file).expect("the table of cases");
    toml::from_str::<Table>(&text)
        .unwrap_or_else(|error| panic!("{error}"))
        .case
}

fn yes() -> bool {
    true
}

fn one() -> usize {
    1
}
