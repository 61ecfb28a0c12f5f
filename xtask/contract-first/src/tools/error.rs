use std::io;

use thiserror::Error;

use crate::files::FileError;

/// Why a tool cannot be used.
#[derive(Debug, Error)]
pub enum ToolError {
    /// A file or folder cannot be used.
    #[error(transparent)]
    File(#[from] FileError),
    /// A program that it needs does not start.
    #[error("cannot start {program}{}", .needs.map(|needs| format!(": {needs}")).unwrap_or_default())]
    Start {
        /// The program.
        program: String,
        /// What needs it, and in which version.
        needs: Option<&'static str>,
        /// The message from the system.
        #[source]
        cause: io::Error,
    },
    /// Its installer fails.
    #[error("cannot install {tool}; {installer} says:\n{words}{}", .advice.map(|advice| format!("\n{advice}")).unwrap_or_default())]
    Install {
        /// The tool and its version.
        tool: String,
        /// The installer.
        installer: &'static str,
        /// The last lines of its output.
        words: String,
        /// What to know of the first run.
        advice: Option<&'static str>,
    },
    /// Python is missing, or has no `venv`.
    #[error("{0}")]
    Python(String),
    /// A part of an installed tool is not there.
    #[error("{part} is missing; remove the folder {folder} and run again to reinstall it")]
    Incomplete {
        /// The part.
        part: String,
        /// The folder of the tool.
        folder: String,
    },
    /// It did not end in time.
    #[error("{tool} did not finish within {minutes} minutes and was killed: {advice}")]
    TimedOut {
        /// The tool and its version.
        tool: String,
        /// How long it may take.
        minutes: u64,
        /// Where to look for the cause.
        advice: &'static str,
    },
    /// It fails.
    #[error("{0}")]
    Failed(String),
    /// What pins its version is wrong.
    #[error("{0}")]
    Pins(String),
}
