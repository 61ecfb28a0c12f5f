use std::time::Duration;

/// Bounds that PostgreSQL keeps to by itself: a query that nobody waits for must not keep a connection, nor a dead client its locks.
#[derive(Clone, Debug)]
pub struct Limits {
    settings: String,
}

impl Limits {
    /// Longest time for a statement (and between two of a transaction), and for a wait on a lock. Whole milliseconds count.
    pub fn new(statement: Duration, lock: Duration) -> Self {
        let (statement, lock) = (statement.as_millis(), lock.as_millis());
        Self {
            settings: format!(
                "SET LOCAL statement_timeout = {statement}; SET LOCAL lock_timeout = {lock}; \
                 SET LOCAL idle_in_transaction_session_timeout = {statement}; "
            ),
        }
    }

    /// What stands before a statement of its own: statements of one message are one transaction.
    pub(crate) fn before_statement(&self) -> &str {
        &self.settings
    }

    /// What begins a transaction.
    pub fn begin(&self) -> String {
        format!("BEGIN; {}", self.settings)
    }
}
