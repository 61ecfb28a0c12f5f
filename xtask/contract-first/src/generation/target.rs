//! One output of the generator: a configuration in `openapi/targets`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};

use super::settings;
use super::target_kind::TargetKind;
use crate::contract::read_data_file;
use crate::files::below;
use crate::lowering::client::{Package, Tongue, carrier};
use crate::lowering::lower;
use crate::repository::Repository;

/// A configuration of the generator; its file's stem is the folder of its output.
#[derive(Debug, Clone)]
pub struct Target {
    /// Stem of the file and name of the output folder.
    pub name: String,
    kind: TargetKind,
    config: Map<String, Value>,
}

impl Target {
    /// Every target of the checkout, by name.
    ///
    /// # Errors
    /// No target, or one that cannot be read or sets what the pipeline sets.
    pub fn all(repository: &Repository) -> Result<Vec<Self>> {
        let folder = repository.root().join(Repository::TARGETS);
        let mut targets = Vec::new();
        for entry in
            fs::read_dir(&folder).with_context(|| format!("cannot read {}", Repository::TARGETS))?
        {
            let path = entry?.path();
            let ending = path.extension().unwrap_or_default();
            if ending == "yaml" {
                targets.push(Self::read(repository.root(), &path)?);
            }
            ensure!(
                ending != "yml" && ending != "json",
                "{}/{} is not read: write it as YAML and name it *.yaml",
                Repository::TARGETS,
                path.file_name().unwrap_or_default().to_string_lossy()
            );
        }
        ensure!(
            !targets.is_empty(),
            "{} has no *.yaml: nothing to generate",
            Repository::TARGETS
        );
        targets.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(targets)
    }

    fn read(root: &Path, path: &Path) -> Result<Self> {
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let file = format!("{}/{name}.yaml", Repository::TARGETS);
        let Value::Object(config) = read_data_file(path, &file)? else {
            anyhow::bail!("{file}: a mapping of settings is expected");
        };
        let kind = settings::check(&config, &file)?;
        if let Some(templates) = config.get("templateDir").and_then(Value::as_str) {
            ensure!(
                templates.starts_with(Repository::TEMPLATES) && below(root, templates).is_dir(),
                "{file}: `templateDir` is {templates}, which is no folder of {}",
                Repository::TEMPLATES
            );
        }
        Ok(Self { name, kind, config })
    }

    /// The same target with another name for the package it makes; its environment variables are then named after that.
    #[must_use]
    pub fn renamed(mut self, package: &str) -> Self {
        let properties = self
            .config
            .entry("additionalProperties")
            .or_insert_with(|| json!({}));
        if let Value::Object(properties) = properties {
            properties.shift_remove("environment");
            properties.insert(self.kind.package_key().to_owned(), Value::from(package));
            if self.kind == TargetKind::Client(Tongue::Python) {
                let module = package.replace('-', "_");
                properties.insert("packageName".to_owned(), Value::from(module));
            }
        }
        self
    }

    /// The language of the client that the target makes; `None` for the server's stub.
    pub fn tongue(&self) -> Option<Tongue> {
        match self.kind {
            TargetKind::Server => None,
            TargetKind::Client(tongue) => Some(tongue),
        }
    }

    /// Whether the target goes by a name: its own, or the kind of what it makes.
    pub fn is(&self, name: &str) -> bool {
        self.name == name || self.kind.word() == name
    }

    /// The document that the generator reads for this target.
    pub fn document(&self, effective: &Value) -> Value {
        let Some(tongue) = self.tongue() else {
            return lower(effective).document;
        };
        let set = |key: &str| {
            let properties = self.config.get("additionalProperties");
            properties.and_then(|properties| properties.get(key)?.as_str())
        };
        let name = set(self.kind.package_key()).unwrap_or(&self.name);
        let own = name.to_ascii_uppercase().replace('-', "_");
        let environment = set("environment").unwrap_or(&own);
        carrier(effective, tongue, &Package { name, environment })
    }

    /// The configuration of one run: what the target says, and where input, templates and output are.
    pub fn configuration(&self, repository: &Repository, document: &Path, output: &Path) -> Value {
        let mut config = self.config.clone();
        let path = |path: &Path| Value::from(path.to_string_lossy().into_owned());
        config.insert("inputSpec".to_owned(), path(document));
        config.insert("outputDir".to_owned(), path(output));
        // The generator resolves a path against its own working folder: make it one from the root.
        if let Some(templates) = self.config.get("templateDir").and_then(Value::as_str) {
            config.insert(
                "templateDir".to_owned(),
                path(&below(repository.root(), templates)),
            );
        }
        // A Python package is a folder of its own name, which the generator has no word for in `files`.
        let properties = config.get("additionalProperties");
        let package =
            properties.map_or(Value::Null, |properties| properties["packageName"].clone());
        let files = config.get_mut("files").and_then(Value::as_object_mut);
        for file in files.into_iter().flat_map(Map::values_mut) {
            if file["folder"] == "{packageName}" {
                file["folder"] = package.clone();
            }
        }
        Value::Object(config)
    }
}
