use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use contract_first::repository::Repository;

use super::kind::Package;
use crate::test::log::Log;
use crate::test::npm;

/// The installed compiler.
pub struct Compiler(PathBuf);

impl Compiler {
    /// The one that the clients' tests pin.
    pub fn ready(repository: &Repository, log: &mut Log) -> Result<Self> {
        let folder = repository.root().join("tests/clients/typescript");
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
            .arg("--outDir")
            .arg(output);
        command
    }

    /// What checks a package: its own settings, and strict whatever they say.
    pub fn commands(&self, package: &Package) -> Vec<Command> {
        let mut command = Command::new("node");
        command
            // The types of large documents take more than the default.
            .arg("--max-old-space-size=6144")
            .arg(&self.0)
            .args(["--strict", "--noEmit", "--pretty", "false", "--project"])
            .arg(&package.folder);
        vec![command]
    }
}
