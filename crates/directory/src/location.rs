use std::path::PathBuf;

use percent_encoding::percent_decode_str;

use crate::open_error::OpenError;

/// The absolute path of the SQLite file that a database URL names.
///
/// Takes `sqlite:PATH` and `sqlite://PATH`; a relative path starts at the working folder. Percent-escapes are decoded.
pub(crate) fn path_of(url: &str) -> Result<PathBuf, OpenError> {
    let (scheme, rest) = url.split_once(':').ok_or(OpenError::NoScheme)?;
    match scheme {
        "sqlite" => {}
        "postgres" | "postgresql" => return Err(OpenError::PostgresNotBuiltIn),
        // Only the scheme is named: the rest may hold a password.
        _ => return Err(OpenError::UnknownScheme(scheme.to_owned())),
    }
    let path = rest.strip_prefix("//").unwrap_or(rest);
    if path.contains(['?', '#']) {
        return Err(OpenError::Parameters);
    }
    let path = percent_decode_str(path)
        .decode_utf8()
        .map_err(|_| OpenError::UnusablePath)?;
    if path.contains('\0') {
        return Err(OpenError::UnusablePath);
    }
    match path.as_ref() {
        "" => Err(OpenError::NoPath),
        ":memory:" => Err(OpenError::InMemory),
        path => std::path::absolute(path).map_err(|_| OpenError::UnusablePath),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_of_each_form() {
        let here = std::env::current_dir().expect("a working folder");
        for (url, path) in [
            ("sqlite:accounts.db", here.join("accounts.db")),
            ("sqlite://accounts.db", here.join("accounts.db")),
            ("sqlite:data/a.db", here.join("data/a.db")),
            ("sqlite:/var/a.db", "/var/a.db".into()),
            ("sqlite:///var/a.db", "/var/a.db".into()),
            ("sqlite:/var/my%20file%3F.db", "/var/my file?.db".into()),
        ] {
            assert_eq!(path_of(url).expect(url), path, "{url}");
        }
    }

    #[test]
    fn path_of_refused() {
        for (url, message) in [
            ("accounts.db", "write `sqlite:PATH`"),
            ("", "write `sqlite:PATH`"),
            ("mysql://u:canary@h/d", "`mysql:`"),
            ("postgres://u:canary@h/d", "PostgreSQL"),
            ("postgresql://u:canary@h/d", "PostgreSQL"),
            ("sqlite:", "names no file"),
            ("sqlite://", "names no file"),
            ("sqlite::memory:", "in memory"),
            ("sqlite://:memory:", "in memory"),
            ("sqlite:a.db?mode=memory", "no parameters"),
            ("sqlite:a.db#x", "no parameters"),
            ("sqlite:%ff.db", "UTF-8"),
            ("sqlite:a%00.db", "NUL"),
        ] {
            let error = path_of(url).expect_err(url).to_string();
            assert!(error.contains(message), "{url}: {error}");
            assert!(!error.contains("canary"), "{url}: {error}");
        }
    }
}
