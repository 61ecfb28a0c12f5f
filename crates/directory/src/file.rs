use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::open_error::OpenError;

/// Makes sure that there is a file, which only its owner can read when it is new (mode 0600). SQLite gives its `-wal` and `-shm`
/// files the same mode.
pub(crate) fn ensure(path: &Path) -> Result<(), OpenError> {
    // Closing any handle of a file drops all locks that this process has on it, those of SQLite too. So a file that exists is never
    // opened here, and nobody else in this process goes on to SQLite before a new one is closed.
    static CREATING: Mutex<()> = Mutex::new(());
    let _creating = CREATING.lock().unwrap_or_else(PoisonError::into_inner);

    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => match path.metadata() {
            Ok(found) if !found.is_file() => Err(OpenError::NotAFile(path.to_owned())),
            _ => Ok(()),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(OpenError::NoFolder(path.to_owned()))
        }
        Err(source) => Err(OpenError::NotCreated {
            path: path.to_owned(),
            source,
        }),
    }
}
