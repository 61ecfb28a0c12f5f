//! Replaces a folder with finished files, completely or not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::manifest::Manifest;
use super::produce::ProduceError;
use crate::files::{FileError, below, files_below, regular, with_lf, write_atomically};
use crate::project::Project;

/// The files that a swap changed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FileChanges {
    /// Files that were not there.
    pub added: Vec<String>,
    /// Files that had other bytes.
    pub changed: Vec<String>,
    /// Files that are gone.
    pub removed: Vec<String>,
}

impl FileChanges {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    /// What must change for `folder` to contain exactly `files`, and what `kept` names; line ends
    /// do not count. A link or a folder in the place of a file is not that file.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn needed(
        folder: &Path,
        files: &BTreeMap<String, Vec<u8>>,
        kept: &[&str],
    ) -> Result<Self, FileError> {
        let mut needed = Self::default();
        let mut there = BTreeSet::new();
        for path in files_below(folder).map_err(FileError::read(folder.display()))? {
            match files.get(&path) {
                None if is_kept(&path, kept) => {}
                None => needed.removed.push(path),
                Some(bytes) => {
                    if regular(&below(folder, &path)).map(with_lf).as_ref() != Some(bytes) {
                        needed.changed.push(path.clone());
                    }
                    there.insert(path);
                }
            }
        }
        let missing = files.keys().filter(|path| !there.contains(*path));
        needed.added.extend(missing.cloned());
        Ok(needed)
    }
}

/// Whether `path` is one of `kept`, or in a folder that is.
pub fn is_kept(path: &str, kept: &[&str]) -> bool {
    let top = path.split('/').next().unwrap_or(path);
    kept.contains(&top)
}

/// Makes `folder` contain exactly `files`, and what `kept` names of its content; touches nothing when
/// it already does. Concurrent runs wait for each other.
///
/// # Errors
/// When files cannot be written (the old folder is then still there), or when the folder holds
/// something else afterwards.
pub fn swap_in(
    project: &Project,
    folder: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    kept: &[&str],
) -> Result<FileChanges, ProduceError> {
    let work_dir = project.work_dir()?;
    let lock_name = work_dir.join("swap.lock");
    let lock = File::create(&lock_name).map_err(FileError::make(lock_name.display()))?;
    lock.lock().map_err(FileError::lock(lock_name.display()))?;
    let needed = FileChanges::needed(folder, files, kept)?;
    if needed.is_empty() {
        return Ok(needed);
    }
    let stage = tempfile::Builder::new()
        .prefix(Project::SWAPPING)
        .tempdir_in(&work_dir)
        .map_err(FileError::make("a working folder"))?;
    let (new, old) = (stage.path().join("new"), stage.path().join("old"));
    for (path, bytes) in files {
        let target = below(&new, path);
        write_new(&target, bytes).map_err(FileError::write(target.display()))?;
    }
    match exchange(folder, &new, &old, kept) {
        // The folder is on another file system, or on a layered one that cannot rename it.
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            one_by_one(folder, files, &needed).map_err(FileError::write(folder.display()))?;
        }
        done => done.map_err(FileError::replace(folder.display()))?,
    }
    let left = FileChanges::needed(folder, files, kept)?;
    if !left.is_empty() {
        return Err(ProduceError::Overwritten {
            folder: folder.display().to_string(),
        });
    }
    Ok(needed)
}

/// A file, and the folders on the way to it.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(path, bytes)
}

fn exchange(folder: &Path, new: &Path, old: &Path, kept: &[&str]) -> io::Result<()> {
    if fs::symlink_metadata(folder).is_err() {
        if let Some(parent) = folder.parent() {
            fs::create_dir_all(parent)?;
        }
        return fs::rename(new, folder);
    }
    fs::rename(folder, old)?;
    fs::rename(new, folder).inspect_err(|_| {
        let _ = fs::rename(old, folder);
    })?;
    for name in kept {
        match fs::rename(old.join(name), folder.join(name)) {
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) => {}
            done => done?,
        }
    }
    Ok(())
}

/// Replaces each file atomically, but not all in one step: removals come first, the manifest last.
fn one_by_one(
    folder: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    needed: &FileChanges,
) -> io::Result<()> {
    if folder.is_file() {
        fs::remove_file(folder)?;
    }
    for path in &needed.removed {
        fs::remove_file(below(folder, path))?;
    }
    let mut paths: Vec<&String> = needed.added.iter().chain(&needed.changed).collect();
    paths.sort_by_key(|path| *path == Manifest::FILE);
    for path in paths {
        let target = below(folder, path);
        target.parent().map_or(Ok(()), fs::create_dir_all)?;
        // In the place of a file; the files in it were among those to go.
        if fs::symlink_metadata(&target).is_ok_and(|there| there.is_dir()) {
            fs::remove_dir_all(&target)?;
        }
        write_atomically(&target, &files[path])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_by_one_leaves_exactly_the_files() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("out");
        for (path, text) in [
            ("kept", "same"),
            ("changed", "old"),
            ("gone/a", "old"),
            ("now-a-folder", "old"),
            ("now-a-file/c", "old"),
            ("target/of-cargo", "kept"),
        ] {
            fs::create_dir_all(below(&folder, path).parent().unwrap()).unwrap();
            fs::write(below(&folder, path), text).unwrap();
        }
        let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
        let files = BTreeMap::from([
            file("kept", "same"),
            file("changed", "new"),
            file("now-a-folder/b", "new"),
            file("now-a-file", "new"),
        ]);
        let kept = ["target"];
        let needed = FileChanges::needed(&folder, &files, &kept).unwrap();
        assert_eq!(
            (
                needed.added.len(),
                needed.changed.len(),
                needed.removed.len()
            ),
            (2, 1, 3)
        );
        one_by_one(&folder, &files, &needed).unwrap();
        assert!(
            FileChanges::needed(&folder, &files, &kept)
                .unwrap()
                .is_empty()
        );
        assert!(folder.join("target/of-cargo").is_file());
    }
}
