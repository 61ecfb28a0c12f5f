use std::borrow::Cow;
use std::ffi::OsStr;
use std::path::Path;

use crate::settings::{Group, Setting};

/// How this program was called: what commands that it suggests begin with, and the flags that they need to reach the same database.
#[derive(Debug)]
pub(crate) struct Invocation {
    program: String,
    flags: String,
}

impl Invocation {
    /// Takes the name from the first argument: found on the search path or, under cargo, a path to it. Either works when pasted.
    pub(crate) fn new(
        program: Option<&OsStr>,
        config: Option<&Path>,
        given: &[(&'static Setting, String)],
    ) -> Self {
        let program = program
            .and_then(OsStr::to_str)
            .filter(|program| !program.is_empty());
        let config = config
            .and_then(Path::to_str)
            .map(|path| ("config".to_owned(), path));
        let given = given
            .iter()
            .filter(|(setting, _)| setting.group == Group::Common)
            .map(|(setting, text)| (setting.flag(), text.as_str()));
        Self {
            program: quoted(program.unwrap_or("accounts-server")).into_owned(),
            flags: config
                .into_iter()
                .chain(given)
                .map(|(flag, text)| format!(" --{flag} {}", quoted(text)))
                .collect(),
        }
    }

    /// A command as a shell takes it.
    pub(crate) fn command(&self, words: &str) -> String {
        format!("{} {words}{}", self.program, self.flags)
    }
}

/// A word as a shell takes it.
fn quoted(word: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-+=:,./@%".contains(&byte);
    if !word.is_empty() && word.bytes().all(plain) {
        word.into()
    } else {
        format!("'{}'", word.replace('\'', r"'\''")).into()
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::ffi::OsStrExt as _;

    use super::*;
    use crate::settings::TABLE;

    fn setting(name: &str) -> &'static Setting {
        let mut settings = TABLE.iter();
        let found = settings.find(|setting| setting.name == name);
        found.expect("a setting")
    }

    #[test]
    fn command_reaches_the_same_database() {
        let given = [
            (setting("database_url"), "sqlite:it's.db".to_owned()),
            (setting("listen"), "127.0.0.1:0".to_owned()),
        ];
        let program = Some(OsStr::new("my programs/accounts-server"));
        let invocation = Invocation::new(program, Some(Path::new("a.toml")), &given);
        assert_eq!(
            invocation.command("accounts list"),
            r"'my programs/accounts-server' accounts list --config a.toml --database-url 'sqlite:it'\''s.db'"
        );
    }

    #[test]
    fn program_without_a_readable_name() {
        for name in [None, Some(OsStr::new("")), Some(OsStr::from_bytes(b"\xff"))] {
            let invocation = Invocation::new(name, None, &[]);
            assert_eq!(invocation.command("x"), "accounts-server x");
        }
    }
}
