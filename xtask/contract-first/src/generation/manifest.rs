//! `generated/manifest.json`: the hashes of inputs and outputs.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::document::pretty;
use crate::files::sha256;

/// Increased when the pipeline deliberately generates different output from the same inputs.
const FORMAT: u32 = 1;

/// Hashes of all inputs and outputs, and the versions of the tools.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// Version of each pinned tool.
    pub tools: BTreeMap<String, String>,
    /// SHA-256 of each input, by its path in the checkout.
    pub inputs: BTreeMap<String, String>,
    /// SHA-256 of each output but the manifest, by its path in `generated`.
    pub outputs: BTreeMap<String, String>,
}

impl Manifest {
    /// Name of the file in `generated`.
    pub const FILE: &str = "manifest.json";

    /// The manifest of `files`.
    pub fn of(
        tools: BTreeMap<String, String>,
        inputs: BTreeMap<String, String>,
        files: &BTreeMap<String, Vec<u8>>,
    ) -> Self {
        let outputs = files
            .iter()
            .map(|(path, bytes)| (path.clone(), sha256(bytes)))
            .collect();
        Self {
            tools,
            inputs,
            outputs,
        }
    }

    /// The manifest as text, sorted, so that a change shows as changed lines.
    pub fn text(&self) -> String {
        pretty(&json!({
            "format": FORMAT,
            "tools": self.tools,
            "inputs": self.inputs,
            "outputs": self.outputs,
        }))
    }

    /// Reads a manifest; `None` when it is not a manifest, or of another format.
    pub fn read(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        if value.get("format")?.as_u64()? != u64::from(FORMAT) {
            return None;
        }
        let map = |key: &str| -> Option<BTreeMap<String, String>> {
            let entries = value.get(key)?.as_object()?.iter();
            entries
                .map(|(name, text)| Some((name.clone(), text.as_str()?.to_owned())))
                .collect()
        };
        Some(Self {
            tools: map("tools")?,
            inputs: map("inputs")?,
            outputs: map("outputs")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_reads_its_own_text() {
        let one = |name: &str| BTreeMap::from([(name.to_owned(), "x".to_owned())]);
        let files = BTreeMap::from([("a/b.rs".to_owned(), b"fn a() {}\n".to_vec())]);
        let manifest = Manifest::of(one("tool"), one("openapi/accounts.json"), &files);
        assert_eq!(Manifest::read(&manifest.text()), Some(manifest));
    }

    #[test]
    fn anything_else_is_not_a_manifest() {
        assert_eq!(Manifest::read("{}"), None);
        assert_eq!(
            Manifest::read("{\"format\": 0, \"tools\": {}, \"inputs\": {}, \"outputs\": {}}"),
            None
        );
        assert_eq!(Manifest::read("<<<<<<< HEAD"), None);
    }
}
