use std::fmt;

use directory::Database;

use crate::settings::value::{Unfit, Value};

/// Names the database. May hold a password, so it is shown without.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl {
    url: String,
    shown: String,
}

impl DatabaseUrl {
    /// The URL as given. Not for printing.
    pub fn as_str(&self) -> &str {
        &self.url
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DatabaseUrl").field(&self.shown).finish()
    }
}

impl Value for DatabaseUrl {
    const FORM: &'static str = "URL";

    fn read(text: &str) -> Result<Self, Unfit> {
        match Database::check_url(text) {
            Ok(shown) => Ok(Self {
                url: text.to_owned(),
                shown,
            }),
            // The text is not repeated: URLs of databases hold passwords.
            Err(error) => Err(Unfit::new(
                error.to_string(),
                "examples: sqlite:accounts.db, postgres://accounts:PASSWORD@db.example.com/accounts?sslmode=verify-full",
            )),
        }
    }

    fn show(&self) -> String {
        self.shown.clone()
    }

    fn holds_secret(&self) -> bool {
        self.url != self.shown && self.shown.contains("***")
    }
}

#[cfg(test)]
mod tests {
    use crate::settings::{Settings, TABLE};

    #[test]
    fn shown_without_its_password() {
        let url = "postgres://ann:canary@db.example.com/accounts?sslmode=verify-full";
        let environment = [("ACCOUNTS_DATABASE_URL".into(), url.into())];
        let read = Settings::read(None, Vec::new(), environment);
        let (settings, effective) = read.expect("a fit URL");
        assert_eq!(settings.database_url.as_str(), url);
        let shown = format!("{settings:?} {effective:?}");
        assert!(!shown.contains("canary"));
        assert!(
            shown.contains("ann:***@db.example.com/accounts?sslmode=verify-full"),
            "{shown}"
        );
    }

    #[test]
    fn password_on_the_command_line() {
        let mut table = TABLE.iter();
        let setting = table.find(|setting| setting.name == "database_url");
        for (url, fit) in [
            ("postgres://ann:canary@db.example.com/accounts", false),
            (
                "postgres://db.example.com/accounts?user=ann&password=canary",
                false,
            ),
            ("postgres://ann@db.example.com/accounts", true),
            ("sqlite:a:***@b.db", true),
        ] {
            let flags = vec![(setting.expect("a setting"), url.to_owned())];
            match Settings::read(None, flags, []) {
                Ok(_) => assert!(fit, "{url}"),
                Err(problems) => {
                    let text = problems.to_string();
                    assert!(!fit && text.contains("can read command lines"), "{text}");
                    assert!(!text.contains("canary"), "{text}");
                }
            }
        }
    }
}
