use jiff::civil::Date;
use serde_json::Value;

use super::finding::ID_DIGITS;
use crate::breaking::contract::Code;

/// The keys of one exception; all of them are required.
const KEYS: [&str; 4] = ["id", "pointer", "reason", "expires"];

/// A breaking change that was reviewed and may land.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// The finding's id.
    pub id: String,
    /// The finding's place, for the reviewer; it must be the finding's.
    pub pointer: String,
    /// Why it may land.
    pub reason: String,
    /// The last day (UTC) on which it counts.
    pub expires: Date,
}

impl Exception {
    /// Reads an item of the list.
    ///
    /// # Errors
    /// Everything that is wrong in it, each with its place in the item.
    pub fn of(item: &Value) -> Result<Self, Vec<String>> {
        let Some(entries) = item.as_object() else {
            return Err(vec![format!(": not an object with {}", KEYS.join(", "))]);
        };
        let mut problems: Vec<String> = entries
            .keys()
            .filter(|key| !KEYS.contains(&key.as_str()))
            .map(|key| format!("/{key}: unknown key; an exception has {}", KEYS.join(", ")))
            .collect();
        let mut text = |key: &str| match entries.get(key).and_then(Value::as_str) {
            Some(text) if !text.trim().is_empty() || key == "pointer" => text.to_owned(),
            _ => {
                problems.push(format!("/{key}: missing, empty or not text"));
                String::new()
            }
        };
        let [id, pointer, reason, expires] = KEYS.map(&mut text);
        let date = expires.parse::<Date>().ok();
        if date.is_none() && !expires.is_empty() {
            problems.push(format!(
                "/expires: `{expires}` is not a date; write it as 2027-01-31"
            ));
        }
        match date {
            Some(expires) if problems.is_empty() => Ok(Self {
                id,
                pointer,
                reason,
                expires,
            }),
            _ => Err(problems),
        }
    }

    /// Whether ids look like this today: a code and a hash. Those of earlier versions do not.
    pub fn has_current_id(&self) -> bool {
        let is_hash = |hash: &str| {
            hash.len() == ID_DIGITS && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        let parts = self.id.rsplit_once('-');
        parts.is_some_and(|(code, hash)| {
            is_hash(hash) && Code::all().any(|known| known.id() == code)
        })
    }
}
