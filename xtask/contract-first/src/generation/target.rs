use std::path::Path;

use serde_json::{Value, json};

use super::templates::{OverrideError, Overrides, TemplateSet};
use crate::backend::Package;
use crate::files::FileError;
use crate::lowering::Lowered;
use crate::project::{Project, TargetSettings};
use crate::target_kind::TargetKind;

/// One package to make: its settings, and its templates.
#[derive(Debug, Clone)]
pub struct Target {
    /// What it is and what it is called.
    pub settings: TargetSettings,
    overrides: Overrides,
}

impl Target {
    /// Every target of a project, by folder.
    ///
    /// # Errors
    /// A template of the project that replaces none of ours.
    pub fn all(project: &Project) -> Result<Vec<Self>, OverrideError> {
        let targets = project.document().targets.iter();
        targets
            .map(|settings| Self::new(project, settings.clone()))
            .collect()
    }

    /// A target with these settings, whether or not the project has it.
    ///
    /// # Errors
    /// A template of the project that replaces none of ours.
    pub fn new(project: &Project, settings: TargetSettings) -> Result<Self, OverrideError> {
        let overrides = Overrides::read(project, settings.kind)?;
        Ok(Self {
            settings,
            overrides,
        })
    }

    /// The folder of its output.
    pub fn folder(&self) -> &str {
        &self.settings.folder
    }

    /// What it is.
    pub fn kind(&self) -> TargetKind {
        self.settings.kind
    }

    /// Whether the project has templates of its own for it.
    pub fn is_overridden(&self) -> bool {
        !self.overrides.is_empty()
    }

    /// The document that the generator reads for this target.
    pub fn document(&self, lowered: &Lowered) -> Value {
        let package = Package {
            name: &self.settings.package,
            environment: &self.settings.environment,
        };
        lowered.document(self.kind(), &package)
    }

    /// The configuration of one run, with these places of templates, input and output.
    pub fn configuration(&self, templates: &Path, document: &Path, output: &Path) -> Value {
        let package = &self.settings.package;
        let module = package.replace('-', "_");
        let (generator, properties) = match self.settings.kind {
            TargetKind::RustAxum => ("rust-axum", json!({ "packageName": package })),
            TargetKind::Rust => ("rust", json!({ "packageName": package })),
            TargetKind::TypeScript => ("typescript-fetch", json!({ "npmName": package })),
            TargetKind::Python => (
                "python",
                json!({ "projectName": package, "packageName": module }),
            ),
        };
        let set = TemplateSet::of(self.settings.kind);
        json!({
            "generatorName": generator,
            "templateDir": templates.to_string_lossy(),
            "additionalProperties": properties,
            "files": set.files(&module),
            "openapiGeneratorIgnoreList": set.unused(),
            "inputSpec": document.to_string_lossy(),
            "outputDir": output.to_string_lossy(),
        })
    }

    /// Writes its templates into a folder.
    ///
    /// # Errors
    /// When one cannot be written.
    pub fn write_templates(&self, folder: &Path) -> Result<(), FileError> {
        TemplateSet::of(self.settings.kind).write(&self.overrides, folder)
    }
}
