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
    /// Without one, and never with one: what is written there is in UTC.
    WrittenLocalTimestamp,
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
            Self::WrittenLocalTimestamp => &["timestamp without time zone"],
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

/// A column that is read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) column_type: ColumnType,
}

const fn column(name: &'static str, column_type: ColumnType) -> Column {
    Column { name, column_type }
}

const ID: Column = column("id", ColumnType::Uuid);

pub(crate) const ACCOUNTS: &[Column] = &[
    ID,
    column("name", ColumnType::Text),
    column("timestamp", ColumnType::Integer),
];

pub(crate) const NEW_ACCOUNTS: &[Column] = &[ID, column("timestamp", ColumnType::Integer)];

pub(crate) const API_KEYS: &[Column] = &[
    ID,
    column("name", ColumnType::Text),
    column("account", ColumnType::Uuid),
    column("key_hash", ColumnType::Text),
    column("created_at", ColumnType::Timestamp),
    column("last_used", ColumnType::LocalTimestamp),
    column("expires_at", ColumnType::Timestamp),
];

pub(crate) const NEW_API_KEYS: &[Column] = &[
    ID,
    column("name", ColumnType::Text),
    column("account", ColumnType::Uuid),
    column("key_hash", ColumnType::Text),
    column("created_at", ColumnType::Timestamp),
    column("expires_at", ColumnType::Timestamp),
];

pub(crate) const EMAILS: &[Column] = &[
    column("account_id", ColumnType::Uuid),
    column("email", ColumnType::Text),
];

pub(crate) const NEW_EMAILS: &[Column] = &[
    ID,
    column("account_id", ColumnType::Uuid),
    column("email", ColumnType::Text),
    column("updated_at", ColumnType::Timestamp),
];

pub(crate) const LAST_USED: &[Column] = &[column("last_used", ColumnType::WrittenLocalTimestamp)];

/// What names a row.
pub(crate) const ROW: &[Column] = &[ID];
