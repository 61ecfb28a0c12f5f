use std::fmt;

use crate::column::Column;
use crate::table::Table;

/// What is done to rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// They are read.
    Select,
    /// They are added.
    Insert,
    /// They are changed.
    Update,
    /// They are removed.
    Delete,
}

impl Command {
    /// In statements.
    pub(crate) fn keyword(self) -> &'static str {
        match self {
            Self::Select => "SELECT",
            Self::Insert => "INSERT",
            Self::Update => "UPDATE",
            Self::Delete => "DELETE",
        }
    }

    /// In `pg_policy`.
    pub(crate) fn policy_command(self) -> &'static str {
        match self {
            Self::Select => "r",
            Self::Insert => "a",
            Self::Update => "w",
            Self::Delete => "d",
        }
    }

    /// What a user does with it.
    pub(crate) fn verb(self) -> &'static str {
        match self {
            Self::Select => "read",
            Self::Insert => "insert",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }

    /// The statement that lets a user do it to every row of a table.
    pub(crate) fn policy(self, table: Table, user: &str) -> impl fmt::Display {
        let condition = match self {
            Self::Insert => "WITH CHECK (true)",
            Self::Select | Self::Update | Self::Delete => "USING (true)",
        };
        let (verb, keyword) = (self.verb(), self.keyword());
        format!(
            "CREATE POLICY accounts_server_{verb}s ON {table} FOR {keyword} TO {user} {condition};"
        )
    }
}

/// What the user has to be allowed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Access {
    pub(crate) table: Table,
    pub(crate) command: Command,
    /// Those that are read or written; of rows that are removed, the one that names them.
    pub(crate) columns: &'static [Column],
}
