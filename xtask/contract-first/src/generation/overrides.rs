use std::collections::BTreeMap;
use std::fs;

use thiserror::Error;

use crate::backend::{Backend, TemplateFile};
use crate::files::{FileError, below, files_below};
use crate::project::{Project, nearest};
use crate::render::Text;

/// Why a project's templates cannot be used.
#[derive(Debug, Error)]
pub enum OverrideError {
    /// One cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// A file does not replace any built-in template.
    #[error("{file} does not replace any template; {hint}")]
    NoTemplate {
        /// The file.
        file: String,
        /// What there is.
        hint: String,
    },
}

/// The templates that a project has in place of ours, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides(BTreeMap<String, String>);

impl Overrides {
    /// Those of a project for a kind of target: the files in `openapi/templates/<kind>`, if it is there.
    ///
    /// # Errors
    /// A file that replaces no template, or cannot be read.
    pub fn read(project: &Project, backend: &dyn Backend) -> Result<Self, OverrideError> {
        let name = format!("{}/{}", Project::TEMPLATES, backend.id());
        let folder = below(project.root(), &name);
        let files = backend.templates().iter();
        let names: Vec<_> = files.map(|file| file.name).collect();
        let mut texts = BTreeMap::new();
        for file in files_below(&folder).map_err(FileError::read(&name))? {
            if file.split('/').any(|part| part.starts_with('.')) {
                continue;
            }
            if !names.contains(&file.as_str()) {
                let hint = match nearest(&file, &names) {
                    Some(nearest) => format!("did you mean `{nearest}`?"),
                    None => format!("the templates are {}", names.join(", ")),
                };
                let file = format!("{name}/{file}");
                return Err(OverrideError::NoTemplate { file, hint });
            }
            let text = fs::read_to_string(folder.join(&file));
            let text = text.map_err(FileError::read(format!("{name}/{file}")))?;
            texts.insert(file, text);
        }
        Ok(Self(texts))
    }

    /// A file with its text: the project's, if it has one.
    pub fn of(&self, file: &'static TemplateFile) -> Text<'_> {
        let own = self.0.get(file.name).map(String::as_str);
        Text {
            name: file.name,
            destination: file.destination,
            text: own.unwrap_or(file.text()),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
