use std::path::PathBuf;

use crate::open_error::OpenFailure;
use crate::postgres::server::Server;
use crate::sqlite::location::path_of;

/// Where a database is, read from its URL.
pub(crate) enum Location {
    File(PathBuf),
    Server(Box<Server>),
}

impl Location {
    pub(crate) fn of(url: &str) -> Result<Self, OpenFailure> {
        let (scheme, rest) = url.split_once(':').ok_or(OpenFailure::NoScheme)?;
        match scheme {
            "sqlite" => Ok(Self::File(path_of(rest)?)),
            "postgres" | "postgresql" => Ok(Self::Server(Server::of(url)?.into())),
            // Only the scheme is named: the rest may hold a password.
            _ => Err(OpenFailure::UnknownScheme(scheme.to_owned())),
        }
    }
}
