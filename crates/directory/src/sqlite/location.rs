use std::path::PathBuf;

use percent_encoding::percent_decode_str;

use crate::sqlite::error::FileError;

/// The absolute path of the file that the rest of a database URL names, behind `sqlite:`.
///
/// Takes `PATH` and `//PATH`; a relative path starts at the working folder. Percent-escapes are decoded.
pub(crate) fn path_of(rest: &str) -> Result<PathBuf, FileError> {
    let path = rest.strip_prefix("//").unwrap_or(rest);
    if path.contains(['?', '#']) {
        return Err(FileError::Parameters);
    }
    let path = percent_decode_str(path)
        .decode_utf8()
        .map_err(|_| FileError::InvalidPath)?;
    if path.contains('\0') {
        return Err(FileError::InvalidPath);
    }
    match path.as_ref() {
        "" => Err(FileError::NoPath),
        ":memory:" => Err(FileError::InMemory),
        path => std::path::absolute(path).map_err(|_| FileError::InvalidPath),
    }
}

#[cfg(test)]
mod tests;
