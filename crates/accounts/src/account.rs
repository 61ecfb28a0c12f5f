use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// The id of an account: a UUID, always written in lower case with hyphens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountId(Uuid);

impl AccountId {
    /// A new random id (UUID version 4).
    pub fn random() -> Self {
        Self(Uuid::new_v4())
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_hyphenated().fmt(f)
    }
}

/// Not an account id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an account id: expected a UUID such as 123e4567-e89b-12d3-a456-426614174000")]
pub struct InvalidAccountId;

impl FromStr for AccountId {
    type Err = InvalidAccountId;

    /// Takes the hyphenated form in either case.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // `Uuid::parse_str` also takes braces, `urn:uuid:` and the form without hyphens.
        if text.len() != uuid::fmt::Hyphenated::LENGTH {
            return Err(InvalidAccountId);
        }
        Uuid::parse_str(text)
            .map(Self)
            .map_err(|_| InvalidAccountId)
    }
}

/// An account to store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAccount {
    /// Names the account in every other part of the system.
    pub id: AccountId,
    /// A name for people; any text, up to 200 characters.
    pub name: String,
    /// When the account was created (UTC).
    pub created_at: jiff::Timestamp,
}

/// An account as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Names the account in every other part of the system.
    pub id: AccountId,
    /// A name for people.
    pub name: String,
    /// When the account was created, as stored (RFC 3339, UTC).
    pub created_at: String,
    /// Since when its credentials are refused, as stored (RFC 3339, UTC); `None` while they are accepted.
    pub disabled_at: Option<String>,
}
