//! Where things are in a checkout. The root is a parameter, so that tests work on a copy.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::files::sweep;

/// A checkout of the project and the folder its pinned tools are installed into.
#[derive(Debug, Clone)]
pub struct Repository {
    root: PathBuf,
    tools: PathBuf,
}

impl Repository {
    /// The checkout at `root`, with its tools in `target/tools` unless `tools` names another folder.
    ///
    /// # Errors
    /// When `root` has no `openapi` folder.
    pub fn at(root: &Path, tools: Option<&Path>) -> Result<Self> {
        let root = std::path::absolute(root)?;
        ensure!(
            root.join("openapi").is_dir(),
            "{} is no checkout of this project: it has no `openapi` folder; run from inside the checkout or name it with --root",
            root.display()
        );
        let tools = match tools {
            Some(tools) => std::path::absolute(tools)?,
            None => root.join("target/tools"),
        };
        Ok(Self { root, tools })
    }

    /// The checkout that this command was started for: the one that holds xtask when cargo runs
    /// it, else the nearest folder upwards that has `openapi` and `xtask` in it.
    ///
    /// # Errors
    /// When there is none.
    pub fn find(tools: Option<&Path>) -> Result<Self> {
        let by_cargo = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let start = by_cargo.map_or_else(env::current_dir, Ok)?;
        let root = start
            .ancestors()
            .find(|folder| folder.join("openapi").is_dir() && folder.join("xtask").is_dir())
            .context("not inside a checkout of this project; go there or name it with --root")?;
        Self::at(root, tools)
    }

    /// The checkout's root folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where pinned tools are installed.
    pub fn tools(&self) -> &Path {
        &self.tools
    }

    /// The published document as imported: `openapi/accounts.json`.
    pub fn contract(&self) -> PathBuf {
        self.root.join(Self::CONTRACT)
    }

    /// What the published document lacks: `openapi/overlay.json`.
    pub fn overlay(&self) -> PathBuf {
        self.root.join(Self::OVERLAY)
    }

    /// The folder of all output.
    pub fn generated(&self) -> PathBuf {
        self.root.join(Self::GENERATED)
    }

    /// A folder for work in progress, on the file system of the output: renames stay cheap. What
    /// runs that were killed left in it is taken away.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn workshop(&self) -> Result<PathBuf> {
        let folder = self.root.join("target/xtask");
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("cannot make {}", folder.display()))?;
        sweep(&folder, &Self::STAGES)?;
        Ok(folder)
    }

    /// How the names of working folders in the workshop begin.
    pub const STAGES: [&str; 2] = [Self::RENDERING, Self::SWAPPING];
    /// How the name of a folder that is rendered into begins.
    pub const RENDERING: &str = "render-";
    /// How the name of a folder that is swapped from begins.
    pub const SWAPPING: &str = "swap-";
    /// Path of the published document in a checkout.
    pub const CONTRACT: &str = "openapi/accounts.json";
    /// Path of the overlay in a checkout.
    pub const OVERLAY: &str = "openapi/overlay.json";
    /// Path of the reviewed exceptions to what may break.
    pub const EXCEPTIONS: &str = "openapi/breaking-exceptions.json";
    /// Folder of the target configurations in a checkout.
    pub const TARGETS: &str = "openapi/targets";
    /// Folder of our templates in a checkout: one folder per generator.
    pub const TEMPLATES: &str = "openapi/templates";
    /// Folder of the tool pins in a checkout.
    pub const PINS: &str = "openapi/tools";
    /// Folder of all output in a checkout.
    pub const GENERATED: &str = "generated";
}
