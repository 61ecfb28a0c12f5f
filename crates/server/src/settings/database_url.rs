use std::fmt;
use std::net::IpAddr;

use directory::Database;
use url::Url;

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

    /// Whether queries may cross a network in clear: PostgreSQL on another machine, and no word that TLS is a must.
    pub(crate) fn may_be_in_clear(&self) -> bool {
        let Ok(url) = Url::parse(&self.shown) else {
            return false;
        };
        let parameter = |name: &str| url.query_pairs().find(|(key, _)| key == name);
        let elsewhere = match (parameter("host").or(parameter("hostaddr")), url.host_str()) {
            (Some((_, host)), _) => !is_local(&host),
            (None, host) => host.is_some_and(|host| !is_local(host)),
        };
        let secured = parameter("sslmode")
            .is_some_and(|(_, mode)| matches!(&*mode, "require" | "verify-ca" | "verify-full"));
        url.scheme().starts_with("postgres") && elsewhere && !secured
    }
}

/// Whether a host is this machine: a folder of sockets, loopback, or nothing.
fn is_local(host: &str) -> bool {
    let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
    host.is_empty()
        || host.starts_with('/')
        || host == "localhost"
        || address.is_ok_and(|address| address.is_loopback())
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
    fn clear_text_to_another_machine() {
        for (url, clear) in [
            ("postgres://db.example.com/accounts", true),
            (
                "postgresql://ann@192.0.2.1:6432/accounts?sslmode=prefer",
                true,
            ),
            ("postgres:///accounts?host=db.example.com", true),
            ("postgres://db.example.com/accounts?sslmode=require", false),
            (
                "postgres://db.example.com/accounts?sslmode=verify-full",
                false,
            ),
            ("postgres://localhost/accounts", false),
            ("postgres://[::1]/accounts", false),
            ("postgres:///accounts?host=/var/run/postgresql", false),
            ("sqlite:accounts.db", false),
        ] {
            let environment = [("ACCOUNTS_DATABASE_URL".into(), url.into())];
            let (settings, _) = Settings::read(None, Vec::new(), environment).expect(url);
            let warned = settings
                .warnings()
                .iter()
                .any(|one| one.contains("sslmode"));
            assert_eq!(warned, clear, "{url}");
        }
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
