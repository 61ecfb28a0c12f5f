use std::sync::OnceLock;

use serde_json::Value;
use xtask::contract::{self, Format};
use xtask::effective::overlaid;

use crate::refusal::readable;

/// A document with something of each kind.
const DOCUMENT: &str = include_str!("../../../openapi/accounts.json");

/// An overlay that somebody writes, in YAML or JSON, laid over the Accounts contract.
///
/// Tells whether it can be.
pub fn overlay(input: &[u8]) -> bool {
    static PUBLISHED: OnceLock<Value> = OnceLock::new();
    let published = PUBLISHED.get_or_init(|| {
        contract::parse(DOCUMENT, Format::Json, "accounts.json").expect("a contract")
    });
    let Ok(text) = std::str::from_utf8(input) else {
        return false;
    };
    let format = match text.trim_start().starts_with('{') {
        true => Format::Json,
        false => Format::Yaml,
    };
    let actions = match contract::parse_data(text, format, "fuzz") {
        Ok(actions) => actions,
        Err(error) => {
            readable(&error);
            return false;
        }
    };
    match overlaid(published.clone(), Some((&actions, "fuzz"))) {
        Ok(effective) => {
            contract::check(&effective).expect("still an OpenAPI document");
            true
        }
        Err(error) => {
            readable(&error);
            false
        }
    }
}
