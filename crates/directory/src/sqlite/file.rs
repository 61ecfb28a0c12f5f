use std::fs::OpenOptions;
use std::io::{self, ErrorKind};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use parking_lot::Mutex;

use crate::sqlite::error::FileProblem;

/// Makes sure that there is a file, which only its owner can read when it is new (mode 0600). SQLite gives its `-wal` and `-shm`
/// files the same mode.
pub(crate) fn ensure(path: &Path) -> Result<(), FileProblem> {
    // Closing any handle of a file drops all locks that this process has on it, those of SQLite too. So a file that exists is never
    // opened here, and nobody else in this process goes on to SQLite before a new one is closed.
    static CREATING: Mutex<()> = Mutex::new(());
    let _creating = CREATING.lock();

    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => match path.metadata() {
            Ok(found) if !found.is_file() => Err(FileProblem::NotAFile),
            _ => Ok(()),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => Err(FileProblem::NoFolder),
        Err(error) => Err(FileProblem::NotCreated(error)),
    }
}

/// Fails when there is no file, and creates none.
pub(crate) fn find(path: &Path) -> Result<(), FileProblem> {
    match path.metadata() {
        Ok(found) if !found.is_file() => Err(FileProblem::NotAFile),
        Ok(_) => Ok(()),
        Err(_) if path.parent().is_some_and(Path::is_dir) => Err(FileProblem::Missing),
        Err(_) => Err(FileProblem::NoFolder),
    }
}

/// The file that was opened. Its path may lead elsewhere later, while SQLite goes on with what it has open.
#[derive(Debug)]
pub(crate) struct OpenedFile {
    path: PathBuf,
    /// Device and number of the file.
    id: (u64, u64),
    /// When it was last seen that it can be written.
    pub(crate) written: tokio::sync::Mutex<Option<Instant>>,
}

impl OpenedFile {
    pub(crate) async fn at(path: &Path) -> io::Result<Self> {
        Ok(Self {
            path: path.to_owned(),
            id: id_of(path).await?,
            written: tokio::sync::Mutex::default(),
        })
    }

    /// The path, when the file is no longer the one there: what is written now is lost with the process.
    pub(crate) async fn lost(&self) -> Option<&Path> {
        let id = id_of(&self.path).await.ok();
        (id != Some(self.id)).then_some(&*self.path)
    }
}

async fn id_of(path: &Path) -> io::Result<(u64, u64)> {
    let metadata = tokio::fs::metadata(path).await?;
    Ok((metadata.dev(), metadata.ino()))
}
