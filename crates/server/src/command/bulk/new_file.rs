use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::cli_error::CliError;

/// A file that appears under its name once all of it is on the disk. Only its owner can read it.
pub(super) struct NewFile {
    path: PathBuf,
    replace: bool,
    /// Beside it, with mode 0600; removed when it is dropped.
    temporary: BufWriter<NamedTempFile>,
}

impl NewFile {
    pub(super) fn create(path: &Path, replace: bool) -> Result<Self, CliError> {
        match fs::symlink_metadata(path) {
            Ok(found) if !found.is_file() => {
                return Err(wrong(
                    path,
                    "it exists, and is not a file; `-` writes to stdout",
                ));
            }
            Ok(_) if !replace => return Err(exists(path)),
            _ => {}
        }
        let folder = folder_of(path);
        let temporary = Builder::new()
            .prefix(".accounts-export-")
            .tempfile_in(folder);
        let temporary = temporary.map_err(|error| wrong(path, &error.to_string()))?;
        Ok(Self {
            path: path.to_owned(),
            replace,
            temporary: BufWriter::new(temporary),
        })
    }

    /// Gives it its name.
    pub(super) fn finish(self) -> Result<(), CliError> {
        let Self {
            path,
            replace,
            temporary,
        } = self;
        let failed = |error: io::Error| wrong(&path, &error.to_string());
        let temporary = temporary
            .into_inner()
            .map_err(|error| failed(error.into_error()))?;
        temporary.as_file().sync_all().map_err(failed)?;
        let named = match replace {
            true => temporary.persist(&path),
            false => temporary.persist_noclobber(&path),
        };
        named.map_err(|error| match error.error.kind() {
            io::ErrorKind::AlreadyExists => exists(&path),
            _ => failed(error.error),
        })?;
        // The name has to outlive a loss of power, too.
        let folder = File::open(folder_of(&path)).and_then(|folder| folder.sync_all());
        folder.map_err(failed)
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.temporary.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.temporary.flush()
    }
}

fn folder_of(path: &Path) -> &Path {
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new("."))
}

fn wrong(path: &Path, what: &str) -> CliError {
    CliError::Other(format!("{}: {what}", path.display()))
}

fn exists(path: &Path) -> CliError {
    wrong(
        path,
        "it exists; name another file, or replace it with --force",
    )
}
