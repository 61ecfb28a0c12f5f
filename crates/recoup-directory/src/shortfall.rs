use std::fmt;

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
    /// The user may not read these columns.
    NoRight {
        /// The table.
        table: Table,
        /// The columns.
        columns: Vec<&'static str>,
        /// The user, as statements name it.
        user: String,
    },
    /// Row-level security hides every row.
    Hidden(HiddenRows),
    /// Row-level security may hide some rows.
    PartlyHidden(Table),
    /// Each look-up of a key reads all of them.
    NoIndex,
}

impl Shortfall {
    /// Whether keys would be refused for it, or could not be looked up. The others are worth a warning.
    pub fn is_fatal(&self) -> bool {
        match self {
            Self::NoSchema { .. }
            | Self::NoTable(_)
            | Self::NoColumn(..)
            | Self::OtherType { .. }
            | Self::NoRight { .. }
            | Self::Hidden(_) => true,
            Self::PartlyHidden(_) | Self::NoIndex => false,
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
                columns,
                user,
            } => {
                let columns = columns.join(", ");
                write!(
                    f,
                    "the user {user} may not read {columns} of {table}; run: GRANT SELECT ON {table} TO {user};"
                )
            }
            Self::Hidden(hidden) => hidden.fmt(f),
            Self::PartlyHidden(table) => write!(
                f,
                "row-level security shows some rows of {table} only: those that its policies let through; whoever is in others is refused"
            ),
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
