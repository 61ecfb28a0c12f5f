//! Installs a folder of tools once, completely or not at all.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::error::ToolError;
use crate::files::FileError;
use crate::progress::Progress;

/// The folder `name` in `tools`; made at the first call, found there at every later one.
/// `install` fills a staging folder and names the part of it to keep; `what` is shown as progress.
///
/// # Errors
/// What `install` says; a folder that cannot be written.
pub fn install_once(
    tools: &Path,
    name: &str,
    what: &str,
    progress: &mut Progress<'_>,
    install: impl FnOnce(&Path) -> Result<PathBuf, ToolError>,
) -> Result<PathBuf, ToolError> {
    let folder = tools.join(name);
    if folder.is_dir() {
        return Ok(folder);
    }
    fs::create_dir_all(tools).map_err(FileError::make(tools.display()))?;
    // A second process waits here and finds the work done.
    let lock_name = || tools.join(".lock").display().to_string();
    let lock = File::create(tools.join(".lock")).map_err(FileError::make(lock_name()))?;
    lock.lock().map_err(FileError::lock(lock_name()))?;
    if !folder.is_dir() {
        let what = format!("installing {what} (first run only)");
        progress.step("install", &what, || -> Result<(), ToolError> {
            let stage = tempfile::Builder::new()
                .prefix(".install-")
                .tempdir_in(tools)
                .map_err(FileError::make("a working folder"))?;
            let made = install(stage.path())?;
            fs::rename(&made, &folder).map_err(FileError::make(folder.display()))?;
            Ok(())
        })?;
    }
    Ok(folder)
}
