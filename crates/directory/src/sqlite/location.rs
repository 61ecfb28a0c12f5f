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
mod tests {
    use super::*;

    #[test]
    fn path_of_each_form() {
        let here = std::env::current_dir().expect("a working folder");
        for (rest, path) in [
            ("accounts.db", here.join("accounts.db")),
            ("//accounts.db", here.join("accounts.db")),
            ("data/a.db", here.join("data/a.db")),
            ("/var/a.db", "/var/a.db".into()),
            ("///var/a.db", "/var/a.db".into()),
            ("/var/my%20file%3F.db", "/var/my file?.db".into()),
        ] {
            assert_eq!(path_of(rest).expect(rest), path, "{rest}");
        }
    }

    #[test]
    fn path_of_refused() {
        for (rest, message) in [
            ("", "names no file"),
            ("//", "names no file"),
            (":memory:", "in memory"),
            ("//:memory:", "in memory"),
            ("a.db?mode=memory", "no parameters"),
            ("a.db#x", "no parameters"),
            ("%ff.db", "UTF-8"),
            ("a%00.db", "NUL"),
        ] {
            let error = path_of(rest).expect_err(rest).to_string();
            assert!(error.contains(message), "{rest}: {error}");
        }
    }
}
