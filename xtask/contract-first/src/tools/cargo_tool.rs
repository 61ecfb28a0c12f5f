//! Programs from crates.io, built once by `cargo install` at pinned versions with their own lockfiles.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::error::ToolError;
use super::install::last_lines;
use super::install_once::install_once;
use crate::progress::Progress;

/// These programs run for seconds: what they cost is their build, and some ask for one that takes minutes more.
const QUICK_BUILD: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
];

/// A crate that holds one program of the same name.
#[derive(Debug, Clone, Copy)]
pub struct CargoTool {
    /// Name of the crate and of its program.
    pub name: &'static str,
    /// The exact version.
    pub version: &'static str,
    /// Whether its default features are built.
    pub default_features: bool,
}

impl CargoTool {
    /// The program, built into `tools` if it is not there yet: a few minutes.
    ///
    /// # Errors
    /// A download or a build that fails.
    pub fn ensure_installed(
        &self,
        tools: &Path,
        progress: &mut Progress<'_>,
    ) -> Result<PathBuf, ToolError> {
        let what = format!("{} {}", self.name, self.version);
        let folder = install_once(
            tools,
            &format!("{}-{}", self.name, self.version),
            &what,
            progress,
            |stage| self.install(stage),
        )?;
        Ok(folder.join("bin").join(self.name))
    }

    fn install(&self, stage: &Path) -> Result<PathBuf, ToolError> {
        let root = stage.join("root");
        let mut cargo = Command::new("cargo");
        cargo
            .args(["install", "--quiet", "--locked", self.name])
            .args(["--version", &format!("={}", self.version)])
            .args((!self.default_features).then_some("--no-default-features"))
            .arg("--root")
            .arg(&root)
            // What the build leaves behind goes with the stage.
            .arg("--target-dir")
            .arg(stage.join("target"))
            .envs(QUICK_BUILD);
        let output = cargo.output().map_err(|cause| ToolError::Start {
            program: "cargo".to_owned(),
            needs: None,
            cause,
        })?;
        if !output.status.success() {
            return Err(ToolError::Install {
                tool: format!("{} {}", self.name, self.version),
                installer: "cargo",
                words: last_lines(&output),
                advice: None,
            });
        }
        Ok(root)
    }
}
