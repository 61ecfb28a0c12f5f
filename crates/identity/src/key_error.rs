use crate::algorithm::Algorithm;

/// Why a text gives no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// No block of PEM in it.
    #[error("there is no PEM block `-----BEGIN PUBLIC KEY-----` in it, nor the base64 of one")]
    NotPem,
    /// A block without its last line.
    #[error("its last line `-----END PUBLIC KEY-----` is missing")]
    NoEnd,
    /// A block with something else in it.
    #[error("what is between its first and its last line is not base64")]
    NotBase64,
    /// A key that goes on beyond the end of the text.
    #[error("it holds only the beginning of a key")]
    CutOff,
    /// A key set, or a single JWK.
    #[error("it holds JSON, as key sets do, and not PEM")]
    Json,
    /// What `ssh-keygen` writes.
    #[error("it holds a key in the form of OpenSSH, and not PEM")]
    OpenSsh,
    /// What only the issuer may have.
    #[error("it holds a private key, which only the issuer may have")]
    PrivateKey,
    /// Another kind of block.
    #[error("it holds a `{0}`, not a `PUBLIC KEY`")]
    OtherBlock(String),
    /// One file, one key.
    #[error("it holds several keys")]
    SeveralKeys,
    /// Not a key that can verify anything.
    #[error("its key is none of these: P-256, RSA of 2048 to 8192 bits, Ed25519")]
    UnknownKey,
    /// A key for an algorithm that tokens may not be signed with.
    #[error("its key is for {0}, which is not among the algorithms that tokens may be signed with")]
    OtherAlgorithm(Algorithm),
    /// RFC 7517, section 5.
    #[error("it is not a JSON object with a list `keys`")]
    NotKeySet(#[source] Option<serde_json::Error>),
    /// Keys, but none that helps.
    #[error("none of its {count} keys can be used{}", first.map(|why| format!("; the first {why}")).unwrap_or_default())]
    NoUsableKey {
        /// How many there are.
        count: usize,
        /// What is wrong with the first.
        first: Option<&'static str>,
    },
}
