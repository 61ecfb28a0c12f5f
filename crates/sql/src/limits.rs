use std::time::Duration;

/// Timeouts that PostgreSQL enforces: an abandoned query must not keep a connection, nor a dead client its locks.
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
