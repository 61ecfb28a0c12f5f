use jiff::Timestamp;

use crate::key::{KeyHashes, KeyId};

/// A use of a key that the directory is to note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyUse {
    /// The key.
    pub id: KeyId,
    /// Its hashes under the secrets of this server.
    pub hashes: KeyHashes,
    /// Whether the directory may not have the hash under the current secret yet.
    pub keep_hash: bool,
    /// The time of use, where it is to be noted.
    pub last_use: Option<LastUse>,
}

/// When a key was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastUse {
    /// The time.
    pub at: Timestamp,
    /// The stored time of the use before, as it was read: when it has changed, another server has noted a use.
    pub before: Option<String>,
}
