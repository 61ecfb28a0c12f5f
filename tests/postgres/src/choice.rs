use crate::server::Server;

/// The variable that has tests written for any database run on PostgreSQL.
const VARIABLE: &str = "ACCOUNTS_TESTS_DATABASE";

/// The URL of a new database, when this run is one on PostgreSQL: `ACCOUNTS_TESTS_DATABASE=postgres`.
pub fn database_if_asked_for() -> Option<String> {
    match std::env::var(VARIABLE).as_deref() {
        Ok("postgres") => Some(Server::shared().database()),
        Ok(other) => panic!("{VARIABLE}={other}: write postgres, or nothing for SQLite"),
        Err(_) => None,
    }
}
