use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::log::Log;

/// Installs the packages that a folder's lockfile pins into its `node_modules`; once for each lockfile, later without the network.
///
/// # Errors
/// No lockfile, no npm, or a package that cannot be had.
pub fn install(folder: &Path, log: &mut Log) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let pinned = fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    // Written last, so an installation that was cut off does not count.
    let done = folder.join("node_modules/.installed-lock.json");
    if fs::read(&done).is_ok_and(|installed| installed == pinned) {
        return Ok(());
    }
    log.run(
        Command::new("npm")
            .current_dir(folder)
            .args(["ci", "--no-audit", "--no-fund"]),
    )?;
    fs::write(&done, pinned).with_context(|| format!("cannot write {}", done.display()))
}
