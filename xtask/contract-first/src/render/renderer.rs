use std::collections::BTreeMap;
use std::path::Path;

use thiserror::Error;

use crate::backend::{Destination, GeneratorSettings, TemplateData};
use crate::files::FileError;
use crate::tools::ToolError;

/// One package to render.
pub struct RenderJob<'j> {
    /// A plain folder name, unique among the jobs of a run.
    pub folder: &'j str,
    /// How the generator is set up for it.
    pub settings: GeneratorSettings,
    /// The templates.
    pub templates: Vec<Text<'j>>,
    /// What they print.
    pub data: &'j TemplateData,
}

/// A template or a source, the project's in place of ours where it has one.
#[derive(Clone, Copy, Debug)]
pub struct Text<'j> {
    /// The name of its file.
    pub name: &'j str,
    /// Where it goes.
    pub destination: Destination,
    /// What it says.
    pub text: &'j str,
}

/// Why nothing is rendered.
#[derive(Debug, Error)]
pub enum RenderError {
    /// A working folder cannot be read or written.
    #[error(transparent)]
    Files(#[from] FileError),
    /// The renderer cannot run.
    #[error(transparent)]
    Tools(#[from] ToolError),
    /// It refuses a template or the data.
    #[error("{0}")]
    Refused(String),
    /// Two templates, or two groups of operations, are one file.
    #[error(
        "{folder}/{second} is written twice, as `{first}` and as `{second}`, and the second overwrites the first: rename one of them"
    )]
    MadeTwice {
        /// The package.
        folder: String,
        /// A path.
        first: String,
        /// Another one; they differ in case only, if at all.
        second: String,
    },
}

/// Renders templates.
pub trait Renderer {
    /// What it is, with its version.
    fn name(&self) -> String;

    /// The rendered files of each job, by their path in the package, as the templates write them. `stage` is an empty folder for its work.
    ///
    /// # Errors
    /// See [`RenderError`].
    fn render(
        &self,
        jobs: &[RenderJob<'_>],
        stage: &Path,
    ) -> Result<Vec<BTreeMap<String, Vec<u8>>>, RenderError>;
}
