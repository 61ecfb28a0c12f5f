use std::fmt;
use std::net::IpAddr;

use directory::Database;
use url::Url;

use crate::settings::value::{InvalidValue, Value};

/// Names the database. May contain a password, which is never shown.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct DatabaseUrl {
    url: String,
    shown: String,
}

impl DatabaseUrl {
    /// The URL as given. Not for printing.
    pub(crate) fn as_str(&self) -> &str {
        &self.url
    }

    /// Whether it is on a server, and not a file.
    pub(crate) fn is_postgres(&self) -> bool {
        self.shown.starts_with("postgres")
    }

    /// Whether queries may cross a network in clear: PostgreSQL on another machine, without required TLS.
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
        self.is_postgres() && elsewhere && !secured
    }
}

/// Whether a host is this machine: a directory of sockets, loopback, or nothing.
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
    const FROM_FILE: bool = true;

    fn read(text: &str) -> Result<Self, InvalidValue> {
        match Database::check_url(text) {
            Ok(shown) => Ok(Self {
                url: text.to_owned(),
                shown,
            }),
            // The text is not repeated: URLs of databases hold passwords.
            Err(error) => Err(InvalidValue::new(
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
mod tests;
