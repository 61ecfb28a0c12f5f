use std::fmt;

/// The schema that the tables are in.
pub(crate) const SCHEMA: &str = "public";

/// A table of the published service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Accounts.
    Accounts,
    /// API keys, by their hashes.
    ApiKeys,
    /// E-mail addresses of accounts.
    Emails,
}

impl Table {
    /// Its name, without the schema.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::ApiKeys => "account_api_keys",
            Self::Emails => "account_emails",
        }
    }
}

/// With the schema, as statements name it.
impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{SCHEMA}.{}", self.name())
    }
}
