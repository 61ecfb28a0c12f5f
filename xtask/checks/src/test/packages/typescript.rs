use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use contract_first::project::Project;
use serde_json::json;

use super::package::Package;
use crate::test::log::Log;
use crate::test::npm;

/// The installed compiler.
pub struct Compiler(PathBuf);

impl Compiler {
    /// The one that the clients' tests pin.
    pub fn prepare(project: &Project, log: &mut Log) -> Result<Self> {
        let folder = project.root().join("tests/clients/typescript");
        npm::install(&folder, log)?;
        Ok(Self(folder.join("node_modules/typescript/bin/tsc")))
    }

    /// Compiles a package into a folder.
    pub fn emit(&self, package: &Package, output: &Path) -> Command {
        let mut command = Command::new("node");
        command
            .arg(&self.0)
            .arg("--project")
            .arg(&package.folder)
            // That is another command's.
            .args(["--noCheck", "--outDir"])
            .arg(output);
        command
    }

    /// What checks packages: their own settings, which all have, and strict whatever they say.
    pub fn commands(&self, packages: &[&Package]) -> Result<Vec<Command>> {
        let first = packages.first().context("no package")?;
        let folder = first.surroundings();
        let sources = packages
            .iter()
            .map(|package| format!("{}/src", package.name));
        let project = json!({
            "extends": format!("./{}/tsconfig.json", first.name),
            "compilerOptions": { "rootDir": ".", "noEmit": true },
            "include": sources.collect::<Vec<_>>(),
        });
        fs::write(folder.join("tsconfig.json"), project.to_string())?;
        let mut command = Command::new("node");
        command
            // The types of large documents take more than the default.
            .arg("--max-old-space-size=6144")
            .arg(&self.0)
            .args(["--strict", "--pretty", "false", "--project"])
            .arg(folder);
        Ok(vec![command])
    }
}
