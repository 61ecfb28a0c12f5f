use std::str::FromStr as _;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sqlx::ConnectOptions as _;
use sqlx::postgres::PgConnectOptions;
use url::Url;

use crate::postgres::error::ServerError;

/// What stands in for a password where people see it.
const HIDDEN: &str = "***";

/// A database on a server, as a URL names it. Not `Debug`: there is a password in it.
pub(crate) struct Server {
    connect: PgConnectOptions,
    name: String,
    shown: String,
}

impl Server {
    /// Reads a `postgres:` or `postgresql:` URL. What it leaves out comes from the variables of libpq, such as `PGPASSWORD`.
    pub(crate) fn of(url: &str) -> Result<Self, ServerError> {
        let url = Url::parse(url).map_err(|_| ServerError::InvalidUrl)?;
        // Text behind `#` is mostly the end of a password that was not percent-encoded.
        if url.fragment().is_some() {
            return Err(ServerError::InvalidUrl);
        }
        // Nor are unknown names repeated: they may be the end of a password, too.
        if url.query_pairs().any(|(name, _)| !is_read(&name)) {
            return Err(ServerError::UnknownParameter);
        }
        let read =
            PgConnectOptions::from_str(url.as_str()).map_err(|_| ServerError::InvalidValue)?;
        let database = read.get_database().filter(|name| !name.is_empty());
        let database = database.ok_or(ServerError::NoDatabaseName)?;
        let place = match read.get_socket() {
            Some(socket) => socket.display().to_string(),
            None => format!("{}:{}", read.get_host(), read.get_port()),
        };
        let name = format!("PostgreSQL database `{database}` at {place}");
        let named = read.get_application_name().is_some();
        Ok(Self {
            connect: if named {
                sessionless(read)
            } else {
                sessionless(read).application_name("accounts-server")
            },
            name,
            shown: shown(&url),
        })
    }

    /// What connections are made with.
    pub(crate) fn connect(&self) -> &PgConnectOptions {
        &self.connect
    }

    /// What messages call it: database, host and port.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The URL, safe to show and to log.
    pub(crate) fn url_without_password(self) -> String {
        self.shown
    }
}

/// Whether sqlx reads a parameter: it then refuses an odd value, or makes something of it. Others it would pass over.
fn is_read(name: &str) -> bool {
    let plain = "postgres://host/database";
    let name = utf8_percent_encode(name, NON_ALPHANUMERIC);
    let made_of = |url: &str| PgConnectOptions::from_str(url).map(|read| format!("{read:?}"));
    match (
        made_of(plain),
        made_of(&format!("{plain}?{name}=odd%20value")),
    ) {
        (Ok(plain), Ok(odd)) => plain != odd,
        _ => true,
    }
}

/// As poolers take it: they know the basic parameters of a start only. And without statements in the log: the values are in them.
fn sessionless(connect: PgConnectOptions) -> PgConnectOptions {
    connect.extra_float_digits(None).disable_statement_logging()
}

fn shown(url: &Url) -> String {
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
mod tests;
