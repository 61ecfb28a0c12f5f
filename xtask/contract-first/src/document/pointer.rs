use std::fmt;

use serde_json::Value;

/// A place in a document (JSON pointer, RFC 6901).
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(String);

impl Pointer {
    /// The place that a `$ref` of the same document names; `None` for other documents and for anchors.
    pub fn of_reference(reference: &str) -> Option<Self> {
        let pointer = decoded(reference.strip_prefix('#')?);
        (pointer.is_empty() || pointer.starts_with('/')).then_some(Self(pointer))
    }

    /// The place one step further in.
    #[must_use]
    pub fn child(&self, key: impl fmt::Display) -> Self {
        let mut text = format!("{}/{key}", self.0);
        let start = self.0.len() + 1;
        if text[start..].contains(['~', '/']) {
            let key = escaped(&text[start..]);
            text.replace_range(start.., &key);
        }
        Self(text)
    }

    /// The place several steps further in.
    #[must_use]
    pub fn descend(&self, keys: &[&str]) -> Self {
        keys.iter().fold(self.clone(), |at, key| at.child(key))
    }

    /// The place that this one is directly in; of the whole document itself.
    #[must_use]
    pub fn parent(&self) -> Self {
        let end = self.0.rfind('/').unwrap_or(0);
        Self(self.0[..end].to_owned())
    }

    /// The keys and indices that lead there.
    pub fn steps(&self) -> Vec<String> {
        self.0.split('/').skip(1).map(unescaped).collect()
    }

    /// What stands there.
    pub fn get<'d>(&self, document: &'d Value) -> Option<&'d Value> {
        document.pointer(&self.0)
    }

    /// Whether one place is in the other, or they are the same.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.is_within(other) || other.is_within(self)
    }

    /// Whether the place is `outer`, or in it.
    pub fn is_within(&self, outer: &Self) -> bool {
        let rest = self.0.strip_prefix(&outer.0);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Pointer {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Pointer {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&Pointer> for Pointer {
    fn from(pointer: &Pointer) -> Self {
        pointer.clone()
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A key as a step of a pointer (RFC 6901, section 3).
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn unescaped(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

/// A pointer in a URI fragment is percent-encoded (RFC 6901, section 6).
fn decoded(fragment: &str) -> String {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let hex = tail
            .get(..2)
            .filter(|_| byte == b'%')
            .and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &tail[2..];
            }
            None => {
                bytes.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn any_key_is_a_step() {
        let keys = ["", "a", "/", "~", "~1", "~01", "{id}", "0", "%7E", "ä"];
        let at = Pointer::default().descend(&keys);
        assert_eq!(at.steps(), keys);
        let document = keys
            .iter()
            .rev()
            .fold(json!("here"), |inner, key| json!({ *key: inner }));
        assert_eq!(at.get(&document), Some(&json!("here")));
    }

    #[test]
    fn a_reference_is_percent_decoded() {
        for (reference, place) in [
            ("#", Some("")),
            ("#/a/b", Some("/a/b")),
            ("#/paths/~1a~1%7Bid%7D", Some("/paths/~1a~1{id}")),
            ("#/%C3%A4", Some("/ä")),
            ("#/100%", Some("/100%")),
            ("#/%zz", Some("/%zz")),
            ("#anchor", None),
            ("other.yaml#/a", None),
            ("/a", None),
        ] {
            let found = Pointer::of_reference(reference);
            assert_eq!(found.as_ref().map(Pointer::as_str), place, "{reference}");
        }
    }

    #[test]
    fn places_are_in_each_other_by_whole_steps() {
        let [root, a, ab, b] = ["", "/a", "/a/b", "/ab"].map(Pointer::from);
        assert!(ab.is_within(&a) && a.is_within(&a) && ab.is_within(&root));
        assert!(!a.is_within(&ab) && !b.is_within(&a));
        assert!(a.overlaps(&ab) && !a.overlaps(&b));
    }
}
