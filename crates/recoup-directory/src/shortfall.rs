use std::fmt;

use crate::access::Command;
use crate::hidden_rows::HiddenRows;
use crate::table::{SCHEMA, Table};

/// Something that the published service's database lacks, with the statement that helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shortfall {
    /// The user may not look into the schema.
    NoSchema {
        /// The user, as statements name it.
        user: String,
    },
    /// There is no such table.
    NoTable(Table),
    /// The table has no such column.
    NoColumn(Table, &'static str),
    /// The column holds something else.
    OtherType {
        /// The table.
        table: Table,
        /// The column.
        column: &'static str,
        /// What it has to be.
        expected: &'static str,
        /// What it is.
        found: String,
    },
    /// The user may not do something with these columns.
    NoRight {
        /// The table.
        table: Table,
        /// What it may not.
        command: Command,
        /// The columns.
        columns: Vec<&'static str>,
        /// The user, as statements name it.
        user: String,
    },
    /// Row-level security keeps the user from every row.
    Hidden(HiddenRows),
    /// Row-level security may keep it from some rows.
    PartlyHidden(Table, Command),
    /// Rows are to be written, and the database takes none.
    ReadOnly,
    /// Two accounts could be created for one address.
    NotUnique,
    /// Each look-up of a key reads all of them.
    NoIndex,
}

impl Shortfall {
    /// Whether keys would be refused for it, or something could not be done that is asked for. The others are worth a warning.
    pub fn is_fatal(&self) -> bool {
        match self {
            Self::NoSchema { .. }
            | Self::NoTable(_)
            | Self::NoColumn(..)
            | Self::OtherType { .. }
            | Self::NoRight { .. }
            | Self::Hidden(_)
            | Self::ReadOnly
            | Self::NotUnique => true,
            Self::PartlyHidden(..) | Self::NoIndex => false,
        }
    }
}

impl fmt::Display for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSchema { user } => write!(
                f,
                "the user {user} may not use the schema {SCHEMA}; run: GRANT USAGE ON SCHEMA {SCHEMA} TO {user};"
            ),
            Self::NoTable(table) => write!(
                f,
                "there is no table {table}: the URL names another database than the published service's"
            ),
            Self::NoColumn(table, column) => write!(
                f,
                "{table} has no column {column}: this version does not know the published service's tables as they are"
            ),
            Self::OtherType {
                table,
                column,
                expected,
                found,
            } => write!(
                f,
                "{table}.{column} is of the type {found}, expected {expected}: this version does not know the published service's \
                 tables as they are"
            ),
            Self::NoRight {
                table,
                command,
                columns,
                user,
            } => {
                let columns = columns.join(", ");
                let (verb, keyword) = (command.verb(), command.keyword());
                match command {
                    Command::Select | Command::Insert => write!(
                        f,
                        "the user {user} may not {verb} {columns} of {table}; run: GRANT {keyword} ON {table} TO {user};"
                    ),
                    Command::Update => write!(
                        f,
                        "the user {user} may not {verb} {columns} of {table}; run: GRANT {keyword} ({columns}) ON {table} TO {user};"
                    ),
                    Command::Delete => write!(
                        f,
                        "the user {user} may not {verb} rows of {table}; run: GRANT {keyword} ON {table} TO {user};"
                    ),
                }
            }
            Self::Hidden(hidden) => hidden.fmt(f),
            Self::PartlyHidden(table, Command::Select) => write!(
                f,
                "row-level security shows some rows of {table} only: those that its policies let through; whoever is in others is refused"
            ),
            Self::PartlyHidden(table, command) => write!(
                f,
                "row-level security lets this server {} some rows of {table} only: those that its policies let through",
                command.verb()
            ),
            Self::ReadOnly => f.write_str(
                "it takes no writes: it is a replica, or read-only for this user; name the database itself, or write nothing",
            ),
            Self::NotUnique => {
                let table = Table::Emails;
                write!(
                    f,
                    "{table}.email has no unique index of its own: two accounts could be created for one address; run: \
                     CREATE UNIQUE INDEX CONCURRENTLY account_emails_email_key ON {table} (email);"
                )
            }
            Self::NoIndex => {
                let table = Table::ApiKeys;
                write!(
                    f,
                    "{table} has no index on key_hash: each look-up of a key reads all of them; run: \
                     CREATE INDEX CONCURRENTLY account_api_keys_key_hash_idx ON {table} (key_hash);"
                )
            }
        }
    }
}
