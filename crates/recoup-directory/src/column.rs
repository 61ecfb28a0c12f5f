use crate::table::Table;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColumnType {
    Uuid,
    Text,
    Integer,
    /// With a time zone: a moment.
    Timestamp,
    /// Without one.
    LocalTimestamp,
}

impl ColumnType {
    /// Its names in PostgreSQL, as `format_type` has them.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Uuid => &["uuid"],
            Self::Text => &["text", "character varying"],
            Self::Integer => &["bigint", "integer"],
            Self::Timestamp => &["timestamp with time zone"],
            Self::LocalTimestamp => &["timestamp without time zone", "timestamp with time zone"],
        }
    }

    /// The one that the published service has.
    pub(crate) fn name(self) -> &'static str {
        self.names()[0]
    }

    pub(crate) fn is(self, name: &str) -> bool {
        self.names().contains(&name)
    }
}

/// A column that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) column_type: ColumnType,
}

const fn column(name: &'static str, column_type: ColumnType) -> Column {
    Column { name, column_type }
}

const ACCOUNTS: [Column; 3] = [
    column("id", ColumnType::Uuid),
    column("name", ColumnType::Text),
    column("timestamp", ColumnType::Integer),
];

const API_KEYS: [Column; 7] = [
    column("id", ColumnType::Uuid),
    column("name", ColumnType::Text),
    column("account", ColumnType::Uuid),
    column("key_hash", ColumnType::Text),
    column("created_at", ColumnType::Timestamp),
    column("last_used", ColumnType::LocalTimestamp),
    column("expires_at", ColumnType::Timestamp),
];

const EMAILS: [Column; 2] = [
    column("account_id", ColumnType::Uuid),
    column("email", ColumnType::Text),
];

/// The columns of a table that are read.
pub(crate) fn columns_of(table: Table) -> &'static [Column] {
    match table {
        Table::Accounts => &ACCOUNTS,
        Table::ApiKeys => &API_KEYS,
        Table::Emails => &EMAILS,
    }
}
