use std::io::ErrorKind;

use crate::postgres::server::Server;

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why a database on a PostgreSQL server was not opened. `server` is its name: database, host and port, and never a password.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The text is no URL.
    #[error(
        "this is no URL of a PostgreSQL database: write `postgres://USER:PASSWORD@HOST:PORT/DATABASE`, with special characters \
         percent-encoded (`#` is `%23`, `/` is `%2F`, `?` is `%3F`, `@` is `%40`)"
    )]
    BadUrl,
    /// The URL has a parameter that means nothing.
    #[error(
        "the database URL has a parameter that is not known: those are sslmode, sslrootcert, sslcert, sslkey, host, hostaddr, \
         port, dbname, user, password, application_name, options, statement-cache-capacity (or a `?` that is not written as \
         `%3F`)"
    )]
    UnknownParameter,
    /// A parameter's value is not one of those that it takes.
    #[error(
        "the database URL has a parameter with an unusable value: sslmode is disable, allow, prefer, require, verify-ca or \
         verify-full; port and statement-cache-capacity are numbers"
    )]
    BadValue,
    /// The URL names the server only.
    #[error(
        "the database URL names no database: write `postgres://USER:PASSWORD@HOST:PORT/DATABASE`"
    )]
    NoDatabaseName,
    /// Nobody answers there, or not in time.
    #[error("{server}: the server cannot be reached; start it, or check host and port: {source}")]
    Unreachable {
        /// The database.
        server: String,
        /// What the system said.
        source: Cause,
    },
    /// The server answers, but takes nobody in: it starts, stops, or has no connection left.
    #[error(
        "{server}: the server takes no connection now; try again, or allow it more (max_connections): {source}"
    )]
    Busy {
        /// The database.
        server: String,
        /// What the server said.
        source: Cause,
    },
    /// TLS was asked for and failed.
    #[error("{server}: no TLS connection; check sslmode and sslrootcert in the URL: {source}")]
    NoTls {
        /// The database.
        server: String,
        /// What failed.
        source: Cause,
    },
    /// The server does not let this user in.
    #[error(
        "{server}: the server refuses the user or the password; correct the URL, or the server's pg_hba.conf: {source}"
    )]
    Refused {
        /// The database.
        server: String,
        /// What the server said.
        source: Cause,
    },
    /// There is no such database on the server.
    #[error(
        "{server}: there is no such database on that server; make it first: createdb --encoding=UTF8 NAME"
    )]
    NoDatabase {
        /// The database.
        server: String,
    },
    /// The user may not make or use the tables.
    #[error(
        "{server}: the user lacks a privilege; make it the database's owner (ALTER DATABASE ... OWNER TO ...): {source}"
    )]
    NoPrivilege {
        /// The database.
        server: String,
        /// What the server said.
        source: Cause,
    },
    /// The server is a standby, or the database is set to be read only.
    #[error("{server}: the database is read-only; name the primary server")]
    ReadOnly {
        /// The database.
        server: String,
    },
    /// The database cannot hold every text.
    #[error(
        "{server}: the database is encoded in {encoding}, not UTF8; make another: \
         createdb --encoding=UTF8 --template=template0 NAME"
    )]
    Encoding {
        /// The database.
        server: String,
        /// Its encoding.
        encoding: String,
    },
    /// Another process migrates, for longer than is waited for.
    #[error(
        "{server}: another process holds the lock for migrations or a table; try again once it is done: {source}"
    )]
    Migrating {
        /// The database.
        server: String,
        /// What the server said.
        source: Cause,
    },
    /// Anything else.
    #[error("{server}: the database cannot be used: {source}")]
    Failed {
        /// The database.
        server: String,
        /// What the server said.
        source: Cause,
    },
}

impl ServerError {
    /// Says what an error means for this database.
    pub(crate) fn from_sql(server: &Server, error: sqlx::Error) -> Self {
        let server = server.name().to_owned();
        let code = error.as_database_error().and_then(|error| error.code());
        // https://www.postgresql.org/docs/current/errcodes-appendix.html
        match code.as_deref() {
            Some("28P01" | "28000") => Self::Refused {
                server,
                source: error.into(),
            },
            Some("3D000") => Self::NoDatabase { server },
            Some("53300" | "57P01" | "57P02" | "57P03") => Self::Busy {
                server,
                source: error.into(),
            },
            Some("42501") => Self::NoPrivilege {
                server,
                source: error.into(),
            },
            Some("25006") => Self::ReadOnly { server },
            Some("55P03" | "57014") => Self::Migrating {
                server,
                source: error.into(),
            },
            Some(_) => Self::Failed {
                server,
                source: error.into(),
            },
            None => Self::from_transport(server, error),
        }
    }

    fn from_transport(server: String, error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Tls(source) => Self::NoTls { server, source },
            // A file that the URL names, such as the root certificates; a socket that is not there is `NotFound` as well.
            sqlx::Error::Io(error)
                if error.kind() == ErrorKind::InvalidData
                    || error.kind() == ErrorKind::PermissionDenied =>
            {
                Self::NoTls {
                    server,
                    source: error.into(),
                }
            }
            sqlx::Error::Io(error) => Self::Unreachable {
                server,
                source: error.into(),
            },
            sqlx::Error::PoolTimedOut => Self::Unreachable {
                server,
                source: "no connection in time".into(),
            },
            other => Self::Failed {
                server,
                source: other.into(),
            },
        }
    }

    /// Nobody answered within a limit.
    pub(crate) fn silent(server: &Server, milliseconds: u128) -> Self {
        Self::Unreachable {
            server: server.name().to_owned(),
            source: format!("no answer within {milliseconds} ms").into(),
        }
    }
}
