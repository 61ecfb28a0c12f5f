use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;

const ID_PREFIX: &str = "portal_sess_";

/// Of the 16 bytes of an id, those that say when it was made: milliseconds since 1970, as in UUIDs of version 7 (RFC 9562).
const TIME_BYTES: usize = 6;

/// Names a session in paths, cookies and logs; opens nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SessionId(String);

impl SessionId {
    /// A new id. It begins with the time, because sessions made one after the other then lie side by side in the index of ids: at
    /// random places each costs more the more there are.
    pub(crate) fn generate() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 16];
        let milliseconds = Timestamp::now().as_millisecond().to_be_bytes();
        let (time, random) = bytes.split_at_mut(TIME_BYTES);
        time.copy_from_slice(&milliseconds[milliseconds.len() - TIME_BYTES..]);
        getrandom::fill(random)?;
        let id = URL_SAFE_NO_PAD.encode(bytes);
        Ok(Self(format!("{ID_PREFIX}{id}")))
    }

    /// The id in a path; `None` when it cannot be one of ours.
    pub(crate) fn received(text: &str) -> Option<Self> {
        let rest = text.strip_prefix(ID_PREFIX)?;
        let base64url = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        (rest.len() == 22 && rest.bytes().all(base64url)).then(|| Self(text.to_owned()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_begin_with_the_time_and_differ() {
        let began = Timestamp::now().as_millisecond();
        let ids: HashSet<_> = (0..1000)
            .map(|_| SessionId::generate().expect("randomness").0)
            .collect();
        assert_eq!(ids.len(), 1000);
        let ended = Timestamp::now().as_millisecond();
        for id in ids {
            let known = SessionId::received(&id).expect("one of ours");
            let rest = known.as_str().strip_prefix(ID_PREFIX).expect("a prefix");
            let bytes = URL_SAFE_NO_PAD.decode(rest).expect("base64url");
            let mut time = [0; 8];
            time[2..].copy_from_slice(&bytes[..TIME_BYTES]);
            let time = i64::from_be_bytes(time);
            assert!((began..=ended).contains(&time), "{id}: {time}");
        }
    }
}
