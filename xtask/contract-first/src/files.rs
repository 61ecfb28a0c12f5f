//! File helpers.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest, Sha256};
use thiserror::Error;

/// A failed operation on a file or a folder.
#[derive(Debug, Error)]
#[error("cannot {action} {name}")]
pub struct FileError {
    action: &'static str,
    name: String,
    #[source]
    cause: io::Error,
}

impl FileError {
    /// A file that could not be read.
    pub fn read(name: impl fmt::Display) -> impl FnOnce(io::Error) -> Self {
        Self::of("read", name)
    }

    /// A file that could not be written.
    pub fn write(name: impl fmt::Display) -> impl FnOnce(io::Error) -> Self {
        Self::of("write", name)
    }

    /// A folder that could not be made.
    pub fn make(name: impl fmt::Display) -> impl FnOnce(io::Error) -> Self {
        Self::of("make", name)
    }

    /// A folder that could not be replaced.
    pub fn replace(name: impl fmt::Display) -> impl FnOnce(io::Error) -> Self {
        Self::of("replace", name)
    }

    /// A file that could not be locked.
    pub fn lock(name: impl fmt::Display) -> impl FnOnce(io::Error) -> Self {
        Self::of("lock", name)
    }

    /// What it is about, as messages call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    fn of(action: &'static str, name: impl fmt::Display) -> impl FnOnce(io::Error) -> Self {
        let name = name.to_string();
        move |cause| Self {
            action,
            name,
            cause,
        }
    }
}

/// No run takes this long: an older working folder is left over.
const STALE_AFTER: Duration = Duration::from_secs(24 * 60 * 60);

/// Removes the folders in `folder` whose names begin with one of `prefixes` and that nothing was
/// put into for a day: what a killed run could not remove.
///
/// # Errors
/// When `folder` cannot be read. A folder that cannot be removed stays.
pub fn remove_stale(folder: &Path, prefixes: &[&str]) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !prefixes.iter().any(|prefix| name.starts_with(prefix)) {
            continue;
        }
        let written = entry.metadata().and_then(|metadata| metadata.modified());
        if written.is_ok_and(|time| time.elapsed().is_ok_and(|age| age > STALE_AFTER)) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
    Ok(())
}

/// Replaces the file at `path` atomically: readers see the old or the new text, never a part.
///
/// # Errors
/// When its folder cannot be written.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".new-{}", std::process::id()));
    let fresh = path.with_file_name(name);
    let written = fs::write(&fresh, bytes).and_then(|()| fs::rename(&fresh, path));
    if written.is_err() {
        let _ = fs::remove_file(&fresh);
    }
    written
}

/// Every file below `folder`, sorted, as paths relative to it with `/` between the parts. A link
/// counts as a file; what is not there or no folder has none.
///
/// # Errors
/// When a folder cannot be read.
pub fn files_below(folder: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    collect(folder, "", &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<String>) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            return Ok(());
        }
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if prefix.is_empty() {
            name
        } else {
            format!("{prefix}/{name}")
        };
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

/// The bytes of a regular file; `None` for what is not there, a folder, a link or what cannot be read.
pub fn regular(path: &Path) -> Option<Vec<u8>> {
    let metadata = fs::symlink_metadata(path).ok()?;
    metadata.is_file().then(|| fs::read(path).ok())?
}

/// `bytes` with LF line ends; bytes that are not text stay as they are.
pub fn with_lf(bytes: Vec<u8>) -> Vec<u8> {
    if !bytes.windows(2).any(|pair| pair == b"\r\n") {
        return bytes;
    }
    match String::from_utf8(bytes) {
        Ok(text) => text.replace("\r\n", "\n").into_bytes(),
        Err(error) => error.into_bytes(),
    }
}

/// SHA-256 in lower-case hex.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// `name` below `folder`, where `name` has `/` between its parts.
pub fn below(folder: &Path, name: &str) -> PathBuf {
    name.split('/')
        .fold(folder.to_owned(), |path, part| path.join(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_old_working_folders_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        let old = std::time::SystemTime::now() - 2 * STALE_AFTER;
        for (name, is_old) in [("render-a", true), ("render-b", false), ("tests", true)] {
            let path = folder.path().join(name);
            fs::create_dir(&path).unwrap();
            fs::write(path.join("file"), "").unwrap();
            if is_old {
                fs::File::open(&path).unwrap().set_modified(old).unwrap();
            }
        }
        remove_stale(folder.path(), &["render-", "swap-"]).unwrap();
        let left = files_below(folder.path()).unwrap();
        assert_eq!(left, ["render-b/file", "tests/file"]);
    }
}
