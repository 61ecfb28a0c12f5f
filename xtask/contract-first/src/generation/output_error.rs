use thiserror::Error;

use crate::files::FileError;

/// Why nothing can be generated into a folder.
#[derive(Debug, Error)]
pub enum OutputError {
    /// It cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// Its real place is not known.
    #[error("cannot resolve {0}")]
    Unresolved(String),
    /// It goes through a folder that is not there.
    #[error("{0} goes through a folder that is not there; name it without `..`")]
    Upwards(String),
    /// It is in the folder of the project's own output.
    #[error(
        "{folder} is in `{generated}`, which holds the output of this checkout's own contract; name a folder elsewhere, such as target/fixtures/NAME"
    )]
    InGenerated {
        /// The folder.
        folder: String,
        /// That of the project's own output.
        generated: &'static str,
    },
    /// The project is in it.
    #[error("{0} holds this checkout; name a folder of its own, such as target/fixtures/NAME")]
    HoldsProject(String),
    /// Its name cannot be that of a package.
    #[error(
        "the folder `{0}` names the package, so it needs a letter first, then letters, digits, `-` and `_`"
    )]
    Name(String),
    /// It holds something that was not generated.
    #[error(
        "{folder} holds `{file}`, which was not generated; name an empty folder, or one of an earlier run"
    )]
    Unexpected {
        /// The folder.
        folder: String,
        /// The file.
        file: String,
    },
}
