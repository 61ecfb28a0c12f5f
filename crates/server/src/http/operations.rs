use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use serde_json::Value;

use crate::http::document::DOCUMENT;

/// The operationIds of the contract, by path and method in capitals.
static OPERATIONS: LazyLock<Operations> =
    LazyLock::new(|| Operations::read(DOCUMENT).unwrap_or_default());

#[derive(Debug, Default)]
struct Operations(BTreeMap<String, BTreeMap<String, String>>);

/// The operationId of a request; none for whatever is not in the contract.
///
/// Known before anything is done with the request, so that log and metrics name it however the request ends.
pub(crate) fn operation_of(request: &Request) -> Option<&'static str> {
    let path = request.extensions().get::<MatchedPath>()?;
    // Routes that take GET also take HEAD.
    let method = match request.method() {
        &Method::HEAD => &Method::GET,
        method => method,
    };
    OPERATIONS.find(path.as_str(), method)
}

/// Every operationId of the contract.
pub(crate) fn operations() -> impl Iterator<Item = &'static str> {
    OPERATIONS
        .0
        .values()
        .flat_map(BTreeMap::values)
        .map(String::as_str)
}

/// Every path of the contract.
pub(crate) fn paths() -> impl Iterator<Item = &'static str> {
    OPERATIONS.0.keys().map(String::as_str)
}

impl Operations {
    fn read(document: &[u8]) -> serde_json::Result<Self> {
        let document: Value = serde_json::from_slice(document)?;
        let paths = document["paths"].as_object().into_iter().flatten();
        let operations = paths.map(|(path, item)| {
            let methods = item.as_object().into_iter().flatten();
            let operations = methods.filter_map(|(method, operation)| {
                let id = operation["operationId"].as_str()?;
                Some((method.to_ascii_uppercase(), id.to_owned()))
            });
            (path.clone(), operations.collect())
        });
        Ok(Self(operations.collect()))
    }

    fn find(&self, path: &str, method: &Method) -> Option<&str> {
        Some(self.0.get(path)?.get(method.as_str())?)
    }
}

#[cfg(test)]
mod tests;
