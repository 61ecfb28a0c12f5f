//! The version of OpenAPI, and the licence.

use serde_json::{Value, json};
use spdx::identifiers::LICENSES;

use super::action::Fix;
use crate::document::{Pointer, normalized_version};

/// A version that is written in another way than OpenAPI has it: `3.1`, as a number or a text.
pub fn version(document: &Value) -> Option<Fix> {
    let written = &document["openapi"];
    let version = normalized_version(written)?;
    let reason =
        format!("An OpenAPI version is a string of three numbers; the document has {written}.");
    (*written != version.as_str())
        .then(|| Fix::merge(Pointer::default(), json!({ "openapi": version }), reason))
}

/// A licence that is named and has neither identifier nor address: tools ask for one of them.
pub fn licence(document: &Value) -> Option<Fix> {
    let licence = document["info"]["license"].as_object()?;
    // 3.0 has no identifiers.
    let is_newer = document["openapi"].as_str()?.starts_with("3.1.");
    let is_named_only = is_newer
        && !["identifier", "url"]
            .iter()
            .any(|key| licence.contains_key(*key));
    let identifier = identifier(licence.get("name")?.as_str()?)?;
    let update = json!({ "identifier": identifier });
    let at = Pointer::from("/info/license");
    let reason = "The SPDX identifier of the licence: tools read it, and not the name.";
    is_named_only.then(|| Fix::merge(at, update, reason))
}

/// The SPDX identifier of a licence, by its identifier or its full name, however they are written.
fn identifier(name: &str) -> Option<&'static str> {
    let wanted = words(name);
    let mut current = LICENSES
        .iter()
        .filter(|licence| licence.flags & spdx::flags::IS_DEPRECATED == 0);
    let found =
        current.find(|licence| words(licence.name) == wanted || words(licence.full_name) == wanted);
    found.map(|licence| licence.name)
}

/// The words that distinguish one licence from another.
fn words(name: &str) -> Vec<String> {
    let lower = name.to_ascii_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric() && c != '.');
    let words =
        words.filter(|word| !matches!(*word, "" | "the" | "license" | "licence" | "version"));
    let words = words.map(|word| match word.strip_prefix('v') {
        Some(number) if number.starts_with(|c: char| c.is_ascii_digit()) => number,
        _ => word,
    });
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_are_known_by_either_name() {
        for (name, known) in [
            ("MIT", Some("MIT")),
            ("MIT License", Some("MIT")),
            ("The MIT Licence", Some("MIT")),
            ("Apache 2.0", Some("Apache-2.0")),
            ("Apache License, Version 2.0", Some("Apache-2.0")),
            ("apache v2.0", Some("Apache-2.0")),
            ("BSD 3-Clause", Some("BSD-3-Clause")),
            ("GPL-3.0", None),
            ("Apache", None),
            ("Proprietary", None),
            ("", None),
        ] {
            assert_eq!(identifier(name), known, "{name}");
        }
    }
}
