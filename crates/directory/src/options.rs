use std::time::Duration;

use sql::{Limits, SchemaName};

/// Bounds of the database's use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseOptions {
    /// Most connections that are open at a time.
    pub max_connections: u32,
    /// Longest wait for a connection: for a free one, or for a new one to be open.
    pub acquire_timeout: Duration,
    /// Longest wait for a lock that another connection holds. Whole milliseconds count.
    pub lock_timeout: Duration,
    /// Longest wait for a query, the two waits above included. PostgreSQL gives up on a query after it, too.
    pub query_timeout: Duration,
    /// The schema of PostgreSQL that the tables are in; `None` for where the user's search path leads. SQLite has none.
    pub schema: Option<SchemaName>,
}

impl DatabaseOptions {
    /// What each query on PostgreSQL begins with.
    pub(crate) fn limits(&self) -> Limits {
        self.limits_of(self.query_timeout, self.lock_timeout)
    }

    /// The same with other timeouts.
    pub(crate) fn limits_of(&self, statement: Duration, lock: Duration) -> Limits {
        let limits = Limits::new(statement, lock);
        match &self.schema {
            Some(schema) => limits.in_schema(schema),
            None => limits,
        }
    }
}

impl Default for DatabaseOptions {
    fn default() -> Self {
        Self {
            max_connections: 8,
            acquire_timeout: Duration::from_secs(2),
            lock_timeout: Duration::from_secs(2),
            query_timeout: Duration::from_secs(5),
            schema: None,
        }
    }
}

/// What is done to a database when it is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// A missing file is created, and pending migrations are run; any number of processes may do so at once.
    Migrate,
    /// Nothing: it must exist, with every migration. What is written is on the disk when it is committed.
    AsItIs,
}
