use std::fmt;
use std::str::FromStr;

/// Longest name that PostgreSQL keeps, in bytes. Longer ones it would cut off.
const MAX_BYTES: usize = 63;

/// The name of a schema of PostgreSQL: lower-case letters, digits and underscores, so that it means the same with and without quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaName(String);

impl SchemaName {
    /// The name, as the catalogs have it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name in a statement.
    pub fn quoted(&self) -> String {
        format!("\"{}\"", self.0)
    }
}

impl fmt::Display for SchemaName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Not the name of a schema that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "not a schema name: expected up to 63 of a-z, 0-9 and _, not starting with a digit or `pg_`"
)]
pub struct InvalidSchemaName;

impl FromStr for SchemaName {
    type Err = InvalidSchemaName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_known = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_');
        let starts_well = text.starts_with(|first: char| !first.is_ascii_digit());
        // Those of PostgreSQL itself start with `pg_`.
        let is_ours = !text.starts_with("pg_") && text.len() <= MAX_BYTES;
        if starts_well && is_ours && text.bytes().all(is_known) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidSchemaName)
        }
    }
}

#[cfg(test)]
mod tests;
