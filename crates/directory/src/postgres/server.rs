use std::str::FromStr as _;

use sqlx::any::AnyConnectOptions;
use sqlx::postgres::PgConnectOptions;

use crate::postgres::error::ServerError;

/// What the URL may hold behind `?`, as sqlx reads it. Others it would pass over, and write their values to the log.
const PARAMETERS: [&str; 17] = [
    "application_name",
    "dbname",
    "host",
    "hostaddr",
    "options",
    "password",
    "port",
    "ssl-ca",
    "ssl-cert",
    "ssl-key",
    "ssl-mode",
    "ssl-root-cert",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "statement-cache-capacity",
];

/// What stands in for a password where people see it.
const HIDDEN: &str = "***";

/// A database on a server, as a URL names it. Not `Debug`: there is a password in it.
pub(crate) struct Server {
    connect: AnyConnectOptions,
    name: String,
    shown: String,
}

impl Server {
    /// Reads a `postgres:` or `postgresql:` URL. What it leaves out comes from the variables of libpq, such as `PGPASSWORD`.
    pub(crate) fn of(url: &str) -> Result<Self, ServerError> {
        let mut connect = AnyConnectOptions::from_str(url).map_err(|_| ServerError::BadUrl)?;
        let url = &connect.database_url;
        // Text behind `#` is mostly the end of a password that was not percent-encoded.
        if url.fragment().is_some() {
            return Err(ServerError::BadUrl);
        }
        // Nor are unknown names repeated: they may be the end of a password, too.
        let known = |name: &str| {
            PARAMETERS.contains(&name) || name == "user" || name.starts_with("options[")
        };
        if url.query_pairs().any(|(name, _)| !known(&name)) {
            return Err(ServerError::UnknownParameter);
        }
        let read = PgConnectOptions::from_str(url.as_str()).map_err(|_| ServerError::BadValue)?;
        let database = read.get_database().filter(|name| !name.is_empty());
        let database = database.ok_or(ServerError::NoDatabaseName)?;
        let place = match read.get_socket() {
            Some(socket) => socket.display().to_string(),
            None => format!("{}:{}", read.get_host(), read.get_port()),
        };
        let name = format!("PostgreSQL database `{database}` at {place}");
        let shown = shown(&connect);
        if read.get_application_name().is_none() {
            let mut pairs = connect.database_url.query_pairs_mut();
            pairs.append_pair("application_name", "accounts-server");
        }
        Ok(Self {
            connect,
            name,
            shown,
        })
    }

    /// What connections are made with.
    pub(crate) fn connect(&self) -> &AnyConnectOptions {
        &self.connect
    }

    /// What messages call it: database, host and port.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The URL, fit for people and logs.
    pub(crate) fn url_without_password(self) -> String {
        self.shown
    }
}

fn shown(connect: &AnyConnectOptions) -> String {
    let url = &connect.database_url;
    let mut shown = url.clone();
    if url.password().is_some() {
        // Fails only without a host, and then there is no password either.
        shown.set_password(Some(HIDDEN)).ok();
    }
    if url.query_pairs().any(|(name, _)| name == "password") {
        let mut pairs = shown.query_pairs_mut();
        pairs.clear();
        for (name, value) in url.query_pairs() {
            let value = if name == "password" { HIDDEN } else { &value };
            pairs.append_pair(&name, value);
        }
    }
    shown.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn server_of_each_form() {
        for (url, name, shown) in [
            (
                "postgres://ann:canary@db.example.com/accounts",
                "`accounts` at db.example.com:5432",
                "postgres://ann:***@db.example.com/accounts",
            ),
            (
                "postgresql://ann@[::1]:6432/a%20b?sslmode=require&application_name=x",
                "`a b` at [::1]:6432",
                "postgresql://ann@[::1]:6432/a%20b?sslmode=require&application_name=x",
            ),
            (
                "postgres:///accounts?host=/run/postgresql&user=ann&password=canary",
                "`accounts` at /run/postgresql",
                "postgres:///accounts?host=%2Frun%2Fpostgresql&user=ann&password=***",
            ),
        ] {
            let server = Server::of(url).unwrap_or_else(|error| panic!("{url}: {error}"));
            assert!(server.name().ends_with(name), "{url}: {}", server.name());
            assert_eq!(server.url_without_password(), shown);
        }
    }

    #[test]
    fn server_of_refused() {
        for (url, message) in [
            ("postgres://ann:pa/canary@host/db", "percent-encoded"),
            ("postgres://ann:12#canary@host/db", "percent-encoded"),
            ("postgres://ann:12?canary@host/db", "parameter"),
            ("postgres://host:port/db", "percent-encoded"),
            ("postgres://host/db?connect_timeout=canary", "parameter"),
            ("postgres://host/db?sslmode=canary", "sslmode"),
            ("postgres://host/db?port=canary", "port"),
            ("postgres://ann:canary@host", "names no database"),
            ("postgres://ann:canary@host/", "names no database"),
        ] {
            let Err(error) = Server::of(url) else {
                panic!("{url} was taken");
            };
            let error = error.to_string();
            assert!(error.contains(message), "{url}: {error}");
            assert!(!error.contains("canary"), "{url}: {error}");
        }
    }
}
