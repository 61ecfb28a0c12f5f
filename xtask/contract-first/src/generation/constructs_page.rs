use std::fs;
use std::io;
use std::path::PathBuf;

use crate::diagnostic::page;
use crate::files::{FileError, below, regular, with_lf, write_atomically};
use crate::project::Project;

/// The table of constructs, and where a project wants it.
#[derive(Debug, Clone)]
pub struct ConstructsPage {
    /// Its path from the root of the project.
    pub path: String,
    /// What it says.
    pub text: String,
    file: PathBuf,
}

impl ConstructsPage {
    /// That of a project; `None` when it wants none.
    pub fn of(project: &Project) -> Option<Self> {
        let path = project.constructs_page()?;
        Some(Self {
            path: path.to_owned(),
            text: page(),
            file: below(project.root(), path),
        })
    }

    /// What is there, with LF line ends; `None` when there is no such file.
    pub fn there(&self) -> Option<Vec<u8>> {
        regular(&self.file).map(with_lf)
    }

    /// Writes it, unless it is up to date; returns whether it did.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self) -> Result<bool, FileError> {
        if self.there().as_deref() == Some(self.text.as_bytes()) {
            return Ok(false);
        }
        self.replace().map_err(FileError::write(&self.path))?;
        Ok(true)
    }

    fn replace(&self) -> io::Result<()> {
        self.file.parent().map_or(Ok(()), fs::create_dir_all)?;
        write_atomically(&self.file, self.text.as_bytes())
    }
}
