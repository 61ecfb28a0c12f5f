//! Where things are in a checkout. The root is a parameter, so that tests work on a copy.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use super::caller::Caller;
use super::configuration::{Configuration, DocumentSettings};
use super::error::ProjectError;
use super::target::GENERATED;
use crate::files::{FileError, below, remove_stale};

/// A checkout of the project and the folder its pinned tools are installed into.
#[derive(Debug, Clone)]
pub struct Project {
    root: PathBuf,
    tools: PathBuf,
    caller: Caller,
    configuration: Configuration,
    contract: String,
}

impl Project {
    /// The checkout at `root`, with its tools in `target/tools` unless `tools` names another folder.
    ///
    /// # Errors
    /// When `root` has no `openapi` folder, or `openapi/contract.toml` is wrong.
    pub fn at(root: &Path, tools: Option<&Path>) -> Result<Self, ProjectError> {
        let absolute =
            |path: &Path| std::path::absolute(path).map_err(FileError::read(path.display()));
        let root = absolute(root)?;
        if !root.join("openapi").is_dir() {
            return Err(ProjectError::NotFound(format!(
                "{} is not a checkout of this project: it has no `openapi` folder; run inside a checkout, or name one with --root",
                root.display()
            )));
        }
        let tools = match tools {
            Some(tools) => absolute(tools)?,
            None => root.join("target/tools"),
        };
        let configuration = Configuration::read(
            &root.join(Self::CONFIGURATION),
            Self::CONFIGURATION,
            &documents_in(&root)?,
        )?;
        let contract = format!("openapi/{}", configuration.document.file);
        Ok(Self {
            root,
            tools,
            caller: Caller::OWN,
            configuration,
            contract,
        })
    }

    /// The checkout that this command was started for: the one that holds xtask when cargo runs
    /// it, else the nearest folder upwards that has `openapi` and `xtask` in it.
    ///
    /// # Errors
    /// When there is none.
    pub fn find(tools: Option<&Path>) -> Result<Self, ProjectError> {
        let by_cargo = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let start = by_cargo
            .map_or_else(env::current_dir, Ok)
            .map_err(FileError::read("the current folder"))?;
        let root = start
            .ancestors()
            .find(|folder| folder.join("openapi").is_dir() && folder.join("xtask").is_dir())
            .ok_or_else(|| {
                ProjectError::NotFound(
                    "not inside a checkout of this project; change to one, or name it with --root"
                        .to_owned(),
                )
            })?;
        Self::at(root, tools)
    }

    /// The same checkout, with how this tool is called in it.
    #[must_use]
    pub fn called(self, caller: Caller) -> Self {
        Self { caller, ..self }
    }

    /// How this tool is called.
    pub fn caller(&self) -> Caller {
        self.caller
    }

    /// The checkout's root folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where pinned tools are installed.
    pub fn tools(&self) -> &Path {
        &self.tools
    }

    /// What `openapi/contract.toml` says about the document.
    pub fn document(&self) -> &DocumentSettings {
        &self.configuration.document
    }

    /// Where the published document is, as imported.
    pub fn contract(&self) -> PathBuf {
        below(&self.root, &self.contract)
    }

    /// Its path in the checkout.
    pub fn contract_name(&self) -> &str {
        &self.contract
    }

    /// What the published document lacks: `openapi/overlay.json`.
    pub fn overlay(&self) -> PathBuf {
        self.root.join(Self::OVERLAY)
    }

    /// Where the table of constructs is written, from the root; `None` when the project wants none.
    pub fn constructs_page(&self) -> Option<&str> {
        self.configuration.constructs.as_deref()
    }

    /// The folder of all output.
    pub fn generated(&self) -> PathBuf {
        self.root.join(Self::GENERATED)
    }

    /// A folder for work in progress, on the file system of the output: renames stay cheap. What
    /// runs that were killed left in it is taken away.
    ///
    /// # Errors
    /// When it cannot be created.
    pub fn work_dir(&self) -> Result<PathBuf, FileError> {
        let folder = self.root.join("target/xtask");
        fs::create_dir_all(&folder).map_err(FileError::make(folder.display()))?;
        remove_stale(&folder, &Self::STAGES).map_err(FileError::read(folder.display()))?;
        Ok(folder)
    }

    /// How the names of working folders in it begin.
    pub const STAGES: [&str; 2] = [Self::RENDERING, Self::SWAPPING];
    /// How the name of a folder that is rendered into begins.
    pub const RENDERING: &str = "render-";
    /// How the name of a folder that is swapped from begins.
    pub const SWAPPING: &str = "swap-";
    /// Path of the overlay in a checkout.
    pub const OVERLAY: &str = "openapi/overlay.json";
    /// Path of the reviewed exceptions to what may break.
    pub const EXCEPTIONS: &str = "openapi/breaking-exceptions.json";
    /// Path of the configuration in a checkout.
    pub const CONFIGURATION: &str = "openapi/contract.toml";
    /// Folder of the templates that a checkout has in place of ours: one folder for each kind of target.
    pub const TEMPLATES: &str = "openapi/templates";
    /// Folder of all output in a checkout.
    pub const GENERATED: &str = GENERATED;
}

/// The documents in `openapi`: its JSON files but for the overlay and the exceptions.
fn documents_in(root: &Path) -> Result<Vec<String>, ProjectError> {
    let mut names = Vec::new();
    for entry in fs::read_dir(root.join("openapi")).map_err(FileError::read("openapi"))? {
        let name = entry
            .map_err(FileError::read("openapi"))?
            .file_name()
            .to_string_lossy()
            .into_owned();
        let path = format!("openapi/{name}");
        let ours = [Project::OVERLAY, Project::EXCEPTIONS];
        if name.ends_with(".json") && !ours.contains(&path.as_str()) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contract_is_the_one_document() {
        let root = tempfile::tempdir().unwrap();
        let write = |name: &str| {
            fs::create_dir_all(root.path().join("openapi")).unwrap();
            fs::write(root.path().join("openapi").join(name), "{}").unwrap();
        };
        write("overlay.json");
        write("breaking-exceptions.json");
        let name = || Project::at(root.path(), None).map(|found| found.contract_name().to_owned());
        assert_eq!(name().unwrap(), "openapi/contract.json");
        write("library.json");
        assert_eq!(name().unwrap(), "openapi/library.json");
        write("accounts.json");
        let message = name().unwrap_err().to_string();
        assert!(
            message.starts_with("which is the contract, accounts.json or library.json?"),
            "{message}"
        );
    }
}
