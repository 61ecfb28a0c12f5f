use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use contract_first::TargetKind;
use contract_first::project::Project;

use super::checker::Strictness;
use super::package::Package;
use crate::test::rust::cargo;

/// The lock files with the versions that packages are built on: those of the second contract.
pub struct Locks {
    server: PathBuf,
    client: PathBuf,
}

impl Locks {
    /// Those of a checkout.
    pub fn of(project: &Project) -> Self {
        Self {
            server: project.root().join("tests/bookshop/Cargo.lock"),
            client: project.root().join("tests/clients/bookshop/Cargo.lock"),
        }
    }

    /// What checks packages of one kind. A workspace is made around them, so that they belong to no other.
    pub fn commands(
        &self,
        packages: &[&Package],
        builds: &Path,
        strictness: Strictness,
    ) -> Result<Vec<Command>> {
        let first = packages.first().context("no package")?;
        let folder = first.surroundings();
        let lock = match first.kind {
            TargetKind::RustAxum => &self.server,
            _ => &self.client,
        };
        fs::copy(lock, folder.join("Cargo.lock"))
            .with_context(|| format!("cannot copy {}", lock.display()))?;
        let members: Vec<_> = packages.iter().map(|package| &package.name).collect();
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
        fs::write(folder.join("Cargo.toml"), manifest)?;
        let all = ["--quiet", "--workspace"];
        let commands = match (strictness, first.kind) {
            (Strictness::Compile, _) => vec![["check", "--keep-going"]],
            (Strictness::Lint, TargetKind::Rust) => {
                // The examples of the README.
                vec![["clippy", "--keep-going"], ["test", "--doc"]]
            }
            (Strictness::Lint, _) => vec![["clippy", "--keep-going"]],
        };
        let commands = commands.into_iter().map(|arguments| {
            let mut command = cargo_in(folder, builds);
            command.args(arguments).args(all);
            command
        });
        Ok(commands.collect())
    }
}

/// `cargo` that builds where all packages are built: what they have in common is built once. Warnings are errors.
pub fn cargo_in(folder: &Path, builds: &Path) -> Command {
    let mut command = cargo(folder);
    command
        .env("CARGO_TARGET_DIR", builds)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("RUSTFLAGS", "-Dwarnings");
    command
}
