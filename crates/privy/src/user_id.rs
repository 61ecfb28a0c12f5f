/// What the ids of Privy's users begin with: they are decentralized identifiers.
const PREFIX: &str = "did:privy:";

/// Whether a text is the id of a user. Nothing in one changes the meaning of a path that it is put into.
pub(crate) fn is_user_id(text: &str) -> bool {
    let id = text.strip_prefix(PREFIX).unwrap_or_default();
    let is_known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    !id.is_empty() && id.bytes().all(is_known)
}

#[cfg(test)]
mod tests;
