use thiserror::Error;

use crate::files::FileError;

/// Why nothing can be generated into a folder.
#[derive(Debug, Error)]
pub enum OutputError {
    /// It cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// Its real path cannot be resolved.
    #[error("cannot resolve {0}")]
    Unresolved(String),
    /// It goes through a folder that is not there.
    #[error("{0} contains a folder that does not exist; name it without `..`")]
    Upwards(String),
    /// It is in the folder of the project's own output.
    #[error(
        "{folder} is in `{generated}`, which holds the output of this checkout's own contract; use a folder elsewhere, such as target/fixtures/NAME"
    )]
    InGenerated {
        /// The folder.
        folder: String,
        /// That of the project's own output.
        generated: &'static str,
    },
    /// The project is in it.
    #[error("{0} contains this checkout; use a separate folder, such as target/fixtures/NAME")]
    HoldsProject(String),
    /// Its name cannot be that of a package.
    #[error(
        "the package is named after the folder `{0}`, which must be a letter followed by letters, digits, `-` and `_`"
    )]
    Name(String),
    /// It holds something that was not generated.
    #[error(
        "{folder} contains `{file}`, which was not generated; use an empty folder, or one of an earlier run"
    )]
    Unexpected {
        /// The folder.
        folder: String,
        /// The file.
        file: String,
    },
}
