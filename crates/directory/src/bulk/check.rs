use std::fmt::Display;
use std::str::FromStr;

use accounts::{AccountId, CustomerId, Identity, KeyHash, KeyId, SecretFingerprint};
use jiff::Timestamp;

use crate::bulk::record::{AccountRecord, CustomerRecord, IdentityRecord, KeyRecord, Record};
use crate::customers::{AUTOMATIC, MANUAL};

/// Longest name, in characters.
const MAX_NAME_CHARS: usize = 200;

/// Of a key, its last characters: no more, or they would give it away.
const MAX_HINT_CHARS: usize = 4;

/// Why a record cannot be stored. Names the field, and never repeats its value.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {reason}")]
pub struct InvalidRecord {
    field: &'static str,
    reason: String,
}

impl Record {
    /// The same in the form in which this program writes it: ids and hashes in lower case, times in UTC.
    ///
    /// # Errors
    /// A field has a value that nothing could be done with.
    pub fn checked(self) -> Result<Self, InvalidRecord> {
        Ok(match self {
            Self::Account(account) => Self::Account(account.checked()?),
            Self::Key(key) => Self::Key(key.checked()?),
            Self::Identity(identity) => Self::Identity(identity.checked()?),
            Self::Customer(customer) => Self::Customer(customer.checked()?),
        })
    }
}

impl AccountRecord {
    pub(super) fn checked(mut self) -> Result<Self, InvalidRecord> {
        rewrite::<AccountId>("id", &mut self.id)?;
        check_name(&self.name)?;
        rewrite_time("created_at", &mut self.created_at)?;
        rewrite_optional_time("disabled_at", &mut self.disabled_at)?;
        Ok(self)
    }
}

impl KeyRecord {
    pub(super) fn checked(mut self) -> Result<Self, InvalidRecord> {
        rewrite::<KeyId>("id", &mut self.id)?;
        rewrite::<AccountId>("account", &mut self.account)?;
        check_name(&self.name)?;
        rewrite::<KeyHash>("key_hash", &mut self.key_hash)?;
        let hint = self.hint.as_deref().unwrap_or_default();
        if hint.chars().count() > MAX_HINT_CHARS || hint.contains('\0') {
            let reason = format!("at most the last {MAX_HINT_CHARS} characters of the key");
            return Err(invalid("hint", reason));
        }
        rewrite_time("created_at", &mut self.created_at)?;
        rewrite_optional_time("last_used", &mut self.last_used)?;
        rewrite_optional_time("expires_at", &mut self.expires_at)?;
        for (field, secret) in [
            ("key_hash_secret", &mut self.key_hash_secret),
            ("rolled_hash_secret", &mut self.rolled_hash_secret),
        ] {
            let rewritten = secret
                .as_mut()
                .map(|secret| rewrite::<SecretFingerprint>(field, secret));
            rewritten.transpose()?;
        }
        let rolled = self.rolled_hash.as_mut();
        rolled
            .map(|hash| rewrite::<KeyHash>("rolled_hash", hash))
            .transpose()?;
        if self.rolled_hash.is_some() != self.rolled_hash_secret.is_some() {
            let reason = "it comes with `rolled_hash_secret`, the fingerprint of its secret";
            return Err(invalid("rolled_hash", reason));
        }
        if self.rolled_hash.as_ref() == Some(&self.key_hash) {
            return Err(invalid("rolled_hash", "it is the same as `key_hash`"));
        }
        Ok(self)
    }
}

impl IdentityRecord {
    pub(super) fn checked(mut self) -> Result<Self, InvalidRecord> {
        check_part("issuer", &self.issuer)?;
        check_part("subject", &self.subject)?;
        rewrite::<AccountId>("account", &mut self.account)?;
        rewrite_time("created_at", &mut self.created_at)?;
        Ok(self)
    }
}

impl CustomerRecord {
    pub(super) fn checked(mut self) -> Result<Self, InvalidRecord> {
        rewrite::<AccountId>("account", &mut self.account)?;
        rewrite::<CustomerId>("customer", &mut self.customer)?;
        rewrite_time("created_at", &mut self.created_at)?;
        match self.made_by.as_deref() {
            None | Some(MANUAL | AUTOMATIC) => Ok(self),
            Some(_) => {
                let reason = format!("write `{MANUAL}` or `{AUTOMATIC}`, or leave it out");
                Err(invalid("made_by", reason))
            }
        }
    }
}

fn invalid(field: &'static str, reason: impl Display) -> InvalidRecord {
    InvalidRecord {
        field,
        reason: reason.to_string(),
    }
}

/// The text as a value prints itself.
fn rewrite<T: FromStr<Err: Display> + ToString>(
    field: &'static str,
    text: &mut String,
) -> Result<(), InvalidRecord> {
    let value = text.parse::<T>();
    *text = value.map_err(|error| invalid(field, error))?.to_string();
    Ok(())
}

fn rewrite_time(field: &'static str, text: &mut String) -> Result<(), InvalidRecord> {
    let time = text.parse::<Timestamp>().map_err(|_| {
        let reason = "not a time with an offset: expected one such as 2030-01-31T12:00:00Z";
        invalid(field, reason)
    })?;
    *text = format!("{time:.6}");
    Ok(())
}

fn rewrite_optional_time(
    field: &'static str,
    text: &mut Option<String>,
) -> Result<(), InvalidRecord> {
    text.as_mut()
        .map_or(Ok(()), |text| rewrite_time(field, text))
}

fn check_name(name: &str) -> Result<(), InvalidRecord> {
    if name.chars().count() > MAX_NAME_CHARS {
        let reason = format!("it has more than {MAX_NAME_CHARS} characters");
        return Err(invalid("name", reason));
    }
    match name.contains('\0') {
        true => Err(invalid("name", "it contains NUL")),
        false => Ok(()),
    }
}

/// As tokens can have it.
fn check_part(field: &'static str, text: &str) -> Result<(), InvalidRecord> {
    let max = Identity::MAX_PART_BYTES;
    if text.is_empty() || text.len() > max {
        Err(invalid(field, format!("expected 1 to {max} bytes")))
    } else if text.contains(char::is_control) || text.trim() != text {
        let reason = "it starts or ends with a blank, or contains control characters";
        Err(invalid(field, reason))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
