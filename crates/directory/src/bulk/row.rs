use crate::bulk::check::InvalidRecord;
use crate::bulk::record::{AccountRecord, CustomerRecord, IdentityRecord, KeyRecord, Record};

/// Columns, and the values in them that a row is looked for by.
pub(super) type LookUp<'r> = (&'static [&'static str], Vec<&'r str>);

/// A record of one kind: a row of a table.
pub(super) trait Row: sql::Row + Clone + Sync + Into<Record> {
    const TABLE: &'static str;
    /// What a row is called in messages.
    const NAME: &'static str;
    const COLUMNS: &'static [&'static str];
    /// The columns of the primary key, by which rows are put in order.
    const KEY: &'static [&'static str];

    /// What is in the columns.
    fn texts(&self) -> Vec<Option<&str>>;

    /// What no other row may share with this one.
    fn names(&self) -> Vec<String> {
        vec![self.key().join("\0")]
    }

    /// Finds the rows that share one of the names.
    fn look_ups(&self) -> Vec<LookUp<'_>> {
        vec![(Self::KEY, self.key())]
    }

    /// The id by which `ended_api_keys` has it once it was revoked.
    fn key_id(&self) -> Option<&str> {
        None
    }

    /// The account that has to exist.
    fn account(&self) -> Option<&str>;

    /// As [`Record::checked`].
    fn checked(self) -> Result<Self, InvalidRecord>;

    fn key(&self) -> Vec<&str> {
        let columns = Self::COLUMNS.iter().zip(self.texts());
        let key = columns.filter(|(column, _)| Self::KEY.contains(column));
        key.map(|(_, text)| text.unwrap_or_default()).collect()
    }

    /// The columns in which another row differs, but for those that a running server changes by itself.
    fn differences(&self, other: &Self) -> Vec<&'static str> {
        let texts = self.texts().into_iter().zip(other.texts());
        let columns = Self::COLUMNS.iter().zip(texts);
        let differing = columns.filter(|(_, (one, two))| one != two);
        differing.map(|(column, _)| *column).collect()
    }
}

impl Row for AccountRecord {
    const TABLE: &'static str = "accounts";
    const NAME: &'static str = "account";
    const COLUMNS: &'static [&'static str] = &["id", "name", "created_at", "disabled_at"];
    const KEY: &'static [&'static str] = &["id"];

    fn texts(&self) -> Vec<Option<&str>> {
        let [id, name, created_at] =
            [&self.id, &self.name, &self.created_at].map(|text| Some(&**text));
        vec![id, name, created_at, self.disabled_at.as_deref()]
    }

    fn account(&self) -> Option<&str> {
        None
    }

    fn checked(self) -> Result<Self, InvalidRecord> {
        self.checked()
    }
}

/// Columns of keys that a server changes by itself: when one is used, and while the secret is rolled.
const CHANGED_BY_USE: [&str; 5] = [
    "last_used",
    "key_hash",
    "key_hash_secret",
    "rolled_hash",
    "rolled_hash_secret",
];

impl KeyRecord {
    fn hashes(&self) -> impl Iterator<Item = &str> {
        [Some(&*self.key_hash), self.rolled_hash.as_deref()]
            .into_iter()
            .flatten()
    }
}

impl Row for KeyRecord {
    const TABLE: &'static str = "account_api_keys";
    const NAME: &'static str = "key";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "account",
        "name",
        "key_hash",
        "hint",
        "created_at",
        "last_used",
        "expires_at",
        "key_hash_secret",
        "rolled_hash",
        "rolled_hash_secret",
    ];
    const KEY: &'static [&'static str] = &["id"];

    fn texts(&self) -> Vec<Option<&str>> {
        vec![
            Some(&self.id),
            Some(&self.account),
            Some(&self.name),
            Some(&self.key_hash),
            self.hint.as_deref(),
            Some(&self.created_at),
            self.last_used.as_deref(),
            self.expires_at.as_deref(),
            self.key_hash_secret.as_deref(),
            self.rolled_hash.as_deref(),
            self.rolled_hash_secret.as_deref(),
        ]
    }

    /// An id is no hash: it has hyphens.
    fn names(&self) -> Vec<String> {
        let names = self.hashes().chain([&*self.id]);
        names.map(str::to_owned).collect()
    }

    fn look_ups(&self) -> Vec<LookUp<'_>> {
        let mut look_ups: Vec<LookUp<'_>> = vec![(&["id"], vec![&*self.id])];
        for hash in self.hashes() {
            look_ups.push((&["key_hash"], vec![hash]));
            look_ups.push((&["rolled_hash"], vec![hash]));
        }
        look_ups
    }

    fn key_id(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn account(&self) -> Option<&str> {
        Some(&self.account)
    }

    fn checked(self) -> Result<Self, InvalidRecord> {
        self.checked()
    }

    fn differences(&self, other: &Self) -> Vec<&'static str> {
        let texts = self.texts().into_iter().zip(other.texts());
        let columns = Self::COLUMNS.iter().zip(texts);
        let is_same_key = self
            .hashes()
            .any(|hash| other.hashes().any(|other| other == hash));
        let differing = columns.filter(|(column, (one, two))| match **column {
            "key_hash" => !is_same_key,
            column => one != two && !CHANGED_BY_USE.contains(&column),
        });
        differing.map(|(column, _)| *column).collect()
    }
}

impl Row for IdentityRecord {
    const TABLE: &'static str = "identities";
    const NAME: &'static str = "identity";
    const COLUMNS: &'static [&'static str] = &["issuer", "subject", "account", "created_at"];
    const KEY: &'static [&'static str] = &["issuer", "subject"];

    fn texts(&self) -> Vec<Option<&str>> {
        let texts = [&self.issuer, &self.subject, &self.account, &self.created_at];
        texts.map(|text| Some(&**text)).to_vec()
    }

    fn account(&self) -> Option<&str> {
        Some(&self.account)
    }

    fn checked(self) -> Result<Self, InvalidRecord> {
        self.checked()
    }
}

impl Row for CustomerRecord {
    const TABLE: &'static str = "account_customers";
    const NAME: &'static str = "customer of the account";
    const COLUMNS: &'static [&'static str] = &["account", "customer", "created_at", "made_by"];
    const KEY: &'static [&'static str] = &["account"];

    fn texts(&self) -> Vec<Option<&str>> {
        vec![
            Some(&self.account),
            Some(&self.customer),
            Some(&self.created_at),
            self.made_by.as_deref(),
        ]
    }

    fn account(&self) -> Option<&str> {
        Some(&self.account)
    }

    fn checked(self) -> Result<Self, InvalidRecord> {
        self.checked()
    }
}

impl From<AccountRecord> for Record {
    fn from(account: AccountRecord) -> Self {
        Self::Account(account)
    }
}

impl From<KeyRecord> for Record {
    fn from(key: KeyRecord) -> Self {
        Self::Key(key)
    }
}

impl From<IdentityRecord> for Record {
    fn from(identity: IdentityRecord) -> Self {
        Self::Identity(identity)
    }
}

impl From<CustomerRecord> for Record {
    fn from(customer: CustomerRecord) -> Self {
        Self::Customer(customer)
    }
}

#[cfg(test)]
mod tests;
