use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use contract_first::project::Project;
use serde_json::Value;

/// What cargo knows of a folder's workspace.
pub struct Workspace(Value);

impl Workspace {
    /// Asks cargo.
    ///
    /// # Errors
    /// When a manifest cannot be read.
    pub fn read(folder: &Path) -> Result<Self> {
        let output = Command::new("cargo")
            .current_dir(folder)
            .args([
                "metadata",
                "--format-version",
                "1",
                "--no-deps",
                "--offline",
            ])
            .output()
            .context("cannot start cargo")?;
        let metadata = serde_json::from_slice(&output.stdout);
        let metadata = metadata.with_context(|| {
            format!(
                "cargo metadata: {}",
                String::from_utf8_lossy(&output.stderr).trim()
            )
        })?;
        Ok(Self(metadata))
    }

    /// Cargo's target folder, which a setting of the machine may have moved.
    ///
    /// # Errors
    /// When cargo names none.
    pub fn target(&self) -> Result<PathBuf> {
        let folder = self.0["target_directory"].as_str();
        Ok(PathBuf::from(
            folder.context("cargo metadata has no target folder")?,
        ))
    }

    /// The packages that people write, by name.
    pub fn hand_written(&self, project: &Project) -> Vec<&str> {
        let generated = project.generated();
        let own = self.packages().filter(|package| {
            let manifest = package["manifest_path"].as_str().unwrap_or_default();
            !Path::new(manifest).starts_with(&generated)
        });
        own.filter_map(|package| package["name"].as_str()).collect()
    }

    /// Test targets that need more than Rust: `test = false` in their manifest. `cargo test` leaves them out, and each is run by a check
    /// of its own.
    pub fn outside_tests(&self) -> Vec<&str> {
        let targets = self
            .packages()
            .flat_map(|package| package["targets"].as_array())
            .flatten();
        targets
            .filter(|target| target["kind"][0] == "test" && target["test"] == false)
            .filter_map(|target| target["name"].as_str())
            .collect()
    }

    fn packages(&self) -> impl Iterator<Item = &Value> {
        self.0["packages"].as_array().into_iter().flatten()
    }
}
