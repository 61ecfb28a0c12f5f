use std::time::Duration;

use crate::schema_name::SchemaName;

/// What each statement on PostgreSQL begins with: timeouts that the server enforces (an abandoned query must not keep a connection, nor
/// a dead client its locks), and the schema that names without one are in.
#[derive(Clone, Debug)]
pub struct Limits {
    settings: String,
}

impl Limits {
    /// For a statement (and between two of a transaction), and for waiting on a lock. In whole milliseconds.
    pub fn new(statement: Duration, lock: Duration) -> Self {
        let (statement, lock) = (statement.as_millis(), lock.as_millis());
        Self {
            settings: format!(
                "SET LOCAL statement_timeout = {statement}; SET LOCAL lock_timeout = {lock}; \
                 SET LOCAL idle_in_transaction_session_timeout = {statement}; "
            ),
        }
    }

    /// With tables in this schema and in no other, whatever the user's own search path is.
    pub fn in_schema(mut self, schema: &SchemaName) -> Self {
        let schema = schema.quoted();
        self.settings
            .push_str(&format!("SET LOCAL search_path = {schema}; "));
        self
    }

    /// Precedes a statement outside a transaction: the statements of one message are one transaction.
    pub(crate) fn before_statement(&self) -> &str {
        &self.settings
    }

    /// Begins a transaction.
    pub fn begin(&self) -> String {
        format!("BEGIN; {}", self.settings)
    }

    /// Begins a transaction that reads what there is at its first query.
    pub(crate) fn begin_snapshot(&self) -> String {
        let settings = &self.settings;
        format!("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY; {settings}")
    }
}
