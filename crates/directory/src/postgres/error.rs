use std::io::ErrorKind;

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why a database on a PostgreSQL server was not opened.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ServerError {
    #[error(
        "not the URL of a PostgreSQL database: write `postgres://USER:PASSWORD@HOST:PORT/DATABASE`, with special characters \
         percent-encoded (`#` is `%23`, `/` is `%2F`, `?` is `%3F`, `@` is `%40`)"
    )]
    InvalidUrl,
    #[error(
        "the database URL has an unknown parameter: the known ones are sslmode, sslrootcert, sslcert, sslkey, host, hostaddr, \
         port, dbname, user, password, application_name, options, statement-cache-capacity (or a `?` that is not written as \
         `%3F`)"
    )]
    UnknownParameter,
    #[error(
        "the database URL has a parameter with an invalid value: sslmode is disable, allow, prefer, require, verify-ca or \
         verify-full; port and statement-cache-capacity are numbers"
    )]
    InvalidValue,
    #[error(
        "the database URL names no database: write `postgres://USER:PASSWORD@HOST:PORT/DATABASE`"
    )]
    NoDatabaseName,
    /// `server` is the name of the database with host and port, and never a password.
    #[error("{server}: {problem}")]
    Unusable {
        server: String,
        problem: ServerProblem,
    },
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum ServerProblem {
    #[error("the server cannot be reached; start it, or check host and port: {0}")]
    Unreachable(Cause),
    /// The server starts, stops, or has no connection left.
    #[error(
        "the server takes no connection now; try again, or allow it more (max_connections): {0}"
    )]
    Busy(Cause),
    #[error("no TLS connection; check sslmode and sslrootcert in the URL: {0}")]
    NoTls(Cause),
    #[error(
        "the server refuses the user or the password; correct the URL, or the server's pg_hba.conf: {0}"
    )]
    Refused(Cause),
    #[error(
        "there is no such database on that server; create it first: createdb --encoding=UTF8 NAME"
    )]
    NoDatabase,
    #[error(
        "the user lacks a privilege; make it the database's owner (ALTER DATABASE ... OWNER TO ...): {0}"
    )]
    NoPrivilege(Cause),
    #[error(
        "there is no schema `{schema}`, and the user may not create one; have an administrator run: CREATE SCHEMA {schema} AUTHORIZATION {user}"
    )]
    NoSchema { schema: String, user: String },
    #[error("the database is read-only; name the primary server")]
    ReadOnly,
    #[error(
        "the database is encoded in {0}, not UTF8; create another: createdb --encoding=UTF8 --template=template0 NAME"
    )]
    Encoding(String),
    #[error(
        "another process holds the lock for migrations or a table; try again once it is done: {0}"
    )]
    Migrating(Cause),
    #[error("the database cannot be used: {0}")]
    Failed(Cause),
}

impl ServerError {
    pub(crate) fn unusable(server: &str, problem: ServerProblem) -> Self {
        Self::Unusable {
            server: server.to_owned(),
            problem,
        }
    }

    /// What an error means for this database.
    pub(crate) fn from_sql(server: &str, error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(|error| error.code());
        // https://www.postgresql.org/docs/current/errcodes-appendix.html
        let problem = match code.as_deref() {
            Some("28P01" | "28000") => ServerProblem::Refused(error.into()),
            Some("3D000") => ServerProblem::NoDatabase,
            Some("53300" | "57P01" | "57P02" | "57P03") => ServerProblem::Busy(error.into()),
            Some("42501") => ServerProblem::NoPrivilege(error.into()),
            Some("25006") => ServerProblem::ReadOnly,
            Some("55P03" | "57014") => ServerProblem::Migrating(error.into()),
            Some(_) => ServerProblem::Failed(error.into()),
            None => ServerProblem::from_transport(error),
        };
        Self::unusable(server, problem)
    }

    /// No response within a limit.
    pub(crate) fn silent(server: &str, milliseconds: u128) -> Self {
        let source = format!("no response within {milliseconds} ms");
        Self::unusable(server, ServerProblem::Unreachable(source.into()))
    }
}

impl ServerProblem {
    fn from_transport(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Tls(source) => Self::NoTls(source),
            // A file that the URL names, such as the root certificates; a socket that does not exist is `NotFound` as well.
            sqlx::Error::Io(error)
                if error.kind() == ErrorKind::InvalidData
                    || error.kind() == ErrorKind::PermissionDenied =>
            {
                Self::NoTls(error.into())
            }
            sqlx::Error::Io(error) => Self::Unreachable(error.into()),
            sqlx::Error::PoolTimedOut => Self::Unreachable("no connection in time".into()),
            other => Self::Failed(other.into()),
        }
    }
}
