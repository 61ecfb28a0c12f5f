use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use contract_first::project::Project;

use super::checker::Strictness;
use super::package::Package;
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
    pub fn prepare(project: &Project, folder: &Path, log: &mut Log) -> Result<Self> {
        let packages = Packages::prepare(project)?;
        let python = python::environment(&folder.join("environment"), &packages, &[], log)?;
        Ok(Self {
            packages,
            python,
            cache: folder.join("mypy"),
        })
    }

    /// What checks packages: their types, then whether they can be imported.
    pub fn commands(&self, packages: &[&Package], strictness: Strictness) -> Result<Vec<Command>> {
        let first = packages.first().context("no package")?;
        let modules: Vec<_> = packages.iter().map(|package| package.module()).collect();
        let folders = packages.iter().zip(&modules);
        let checked: Vec<_> = folders
            .map(|(package, module)| package.folder.join(module))
            .collect();
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
            first.surroundings(),
            &checked,
        ));
        let mut import = self.interpreter(packages)?;
        import.args(["-W", "error", "-c"]);
        import.arg(format!("import {}", modules.join(", ")));
        commands.push(import);
        Ok(commands)
    }

    /// A Python that has the packages.
    pub fn interpreter(&self, packages: &[&Package]) -> Result<Command> {
        let folders = packages.iter().map(|package| &package.folder);
        let mut command = Command::new(&self.python);
        command
            .env("PYTHONPATH", env::join_paths(folders)?)
            .env("PYTHONDONTWRITEBYTECODE", "1");
        Ok(command)
    }
}
