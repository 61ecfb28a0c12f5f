use std::fmt;

use serde::{Deserialize, Serialize};

/// Something that is stored, as it is exchanged: texts as they stand in the columns of the same names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Record {
    /// An account.
    Account(AccountRecord),
    /// An API key: its hashes, never the key.
    Key(KeyRecord),
    /// Which account tokens of an issuer and a subject authenticate.
    Identity(IdentityRecord),
    /// Which customer of the billing provider an account is.
    Customer(CustomerRecord),
}

sql::row! {
    /// An account.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct AccountRecord {
        /// A UUID.
        pub id: String,
        /// A name for people.
        pub name: String,
        /// RFC 3339.
        pub created_at: String,
        /// RFC 3339: since when its credentials are refused; `None` while they are accepted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub disabled_at: Option<String>,
    }
}

sql::row! {
    /// An API key.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct KeyRecord {
        /// A UUID.
        pub id: String,
        /// The account that it authenticates.
        pub account: String,
        /// A name for people.
        pub name: String,
        /// HMAC-SHA-256 of the whole key in hex digits.
        pub key_hash: String,
        /// The last characters of the key.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub hint: Option<String>,
        /// RFC 3339.
        pub created_at: String,
        /// RFC 3339; `None` while it was not used.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub last_used: Option<String>,
        /// RFC 3339; `None`: never.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub expires_at: Option<String>,
        /// The fingerprint of the secret that `key_hash` is under; `None` where that is not known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub key_hash_secret: Option<String>,
        /// The hash under the secret to come, while the secret is rolled.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub rolled_hash: Option<String>,
        /// The fingerprint of that secret.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub rolled_hash_secret: Option<String>,
    }
}

sql::row! {
    /// Which account tokens authenticate.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct IdentityRecord {
        /// The `iss` of the tokens.
        pub issuer: String,
        /// The `sub` of the tokens.
        pub subject: String,
        /// The account.
        pub account: String,
        /// RFC 3339.
        pub created_at: String,
    }
}

sql::row! {
    /// Which customer of the billing provider an account is.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct CustomerRecord {
        /// The account.
        pub account: String,
        /// The customer's id at the provider.
        pub customer: String,
        /// RFC 3339.
        pub created_at: String,
        /// `manual` or `automatic`; `None` where that is not known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub made_by: Option<String>,
    }
}

/// How many there are of each kind; written as `1 account, 2 keys, 0 identities, 1 customer`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Accounts.
    pub accounts: u64,
    /// API keys.
    pub keys: u64,
    /// Identities.
    pub identities: u64,
    /// Links to customers.
    pub customers: u64,
}

impl Totals {
    /// Of all kinds together.
    pub fn all(self) -> u64 {
        self.accounts + self.keys + self.identities + self.customers
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = [
            (self.accounts, "account", "accounts"),
            (self.keys, "key", "keys"),
            (self.identities, "identity", "identities"),
            (self.customers, "customer", "customers"),
        ];
        let counted = counted.map(|(count, one, many)| {
            let name = if count == 1 { one } else { many };
            format!("{count} {name}")
        });
        f.write_str(&counted.join(", "))
    }
}

impl std::ops::AddAssign for Totals {
    fn add_assign(&mut self, more: Self) {
        self.accounts += more.accounts;
        self.keys += more.keys;
        self.identities += more.identities;
        self.customers += more.customers;
    }
}
