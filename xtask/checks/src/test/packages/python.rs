use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use contract_first::repository::Repository;

use super::checker::Strictness;
use super::kind::Package;
use crate::test::log::Log;
use crate::test::python::{self, Packages};

/// A Python with what clients need, and the tools that check them.
pub struct Environment {
    packages: Packages,
    python: PathBuf,
    cache: PathBuf,
}

impl Environment {
    /// With the packages that the clients' tests pin.
    pub fn ready(repository: &Repository, folder: &Path, log: &mut Log) -> Result<Self> {
        let packages = Packages::ready(repository)?;
        let python = python::environment(&folder.join("environment"), &packages, &[], log)?;
        Ok(Self {
            packages,
            python,
            cache: folder.join("mypy"),
        })
    }

    /// What checks a package: its types, then whether it can be imported.
    pub fn commands(&self, package: &Package, strictness: Strictness) -> Vec<Command> {
        let module = package.module();
        let folder = package.folder.join(&module);
        let checked = [folder];
        let mut commands = match strictness {
            Strictness::Compile => Vec::new(),
            Strictness::Lint => {
                let mut linter = python::ruff_check(&self.packages, &checked);
                // The names of a document can be longer than a line.
                linter.args(["--ignore", "E501"]);
                vec![linter]
            }
        };
        commands.push(python::mypy(
            &self.packages,
            &self.python,
            &self.cache,
            &package.folder,
            &checked,
        ));
        let mut import = self.interpreter(package);
        import.args(["-W", "error", "-c", &format!("import {module}")]);
        commands.push(import);
        commands
    }

    /// A Python that has the package.
    pub fn interpreter(&self, package: &Package) -> Command {
        let mut command = Command::new(&self.python);
        command
            .env("PYTHONPATH", &package.folder)
            .env("PYTHONDONTWRITEBYTECODE", "1");
        command
    }
}
