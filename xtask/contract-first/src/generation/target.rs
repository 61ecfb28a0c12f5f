use super::overrides::{OverrideError, Overrides};
use crate::backend::{Backend, Content, Destination, Package, PackageFiles};
use crate::backends::backend;
use crate::checked_contract::CheckedContract;
use crate::project::{Project, TargetSettings};
use crate::render::{RenderJob, Text};
use crate::target_kind::TargetKind;

/// One package to make: its settings, and its templates.
#[derive(Debug, Clone)]
pub struct Target {
    /// What it is and what it is called.
    pub settings: TargetSettings,
    backend: &'static dyn Backend,
    overrides: Overrides,
}

impl Target {
    /// Every target of a project, by folder.
    ///
    /// # Errors
    /// A template of the project that replaces none of the built-in ones.
    pub fn all(project: &Project) -> Result<Vec<Self>, OverrideError> {
        let targets = project.document().targets.iter();
        targets
            .map(|settings| Self::new(project, settings.clone()))
            .collect()
    }

    /// A target with these settings, whether or not the project has it.
    ///
    /// # Errors
    /// A template of the project that replaces none of the built-in ones.
    pub fn new(project: &Project, settings: TargetSettings) -> Result<Self, OverrideError> {
        let backend = backend(settings.kind);
        Self::made_by(project, backend, settings)
    }

    /// A target that a back-end makes, whether or not it is one of ours.
    ///
    /// # Errors
    /// A template of the project that replaces none of the back-end's.
    pub fn made_by(
        project: &Project,
        backend: &'static dyn Backend,
        settings: TargetSettings,
    ) -> Result<Self, OverrideError> {
        Ok(Self {
            settings,
            backend,
            overrides: Overrides::read(project, backend)?,
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

    /// What makes it.
    pub fn backend(&self) -> &'static dyn Backend {
        self.backend
    }

    /// What it is rendered from.
    pub fn files(&self, contract: &CheckedContract) -> PackageFiles {
        let package = Package {
            name: &self.settings.package,
            environment: &self.settings.environment,
        };
        contract.files_by(self.backend, &package)
    }

    /// The part of it that is rendered.
    pub fn render_job<'j>(&'j self, package: &'j PackageFiles) -> RenderJob<'j> {
        let templates = package.files.iter();
        let templates = templates.filter(|file| matches!(file.content, Content::Template(_)));
        RenderJob {
            folder: self.folder(),
            settings: self.backend.generator(&self.settings.package),
            templates: templates.map(|file| self.overrides.of(file)).collect(),
            data: &package.data,
        }
    }

    /// The part of it that is copied: texts by their path in the package.
    pub fn sources<'j>(&'j self, package: &'j PackageFiles) -> Vec<(String, &'j str)> {
        let folder = self.backend.generator(&self.settings.package).sources;
        let files = package.files.iter();
        let sources = files.filter(|file| matches!(file.content, Content::Source(_)));
        let sources = sources.filter_map(|file| match self.overrides.of(file) {
            Text {
                destination: Destination::Sources(path),
                text,
                ..
            } => Some((format!("{folder}/{path}"), text)),
            Text { .. } => None,
        });
        sources.collect()
    }
}
