use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

use crate::text::message;

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
        let key = key.to_string();
        let key = escaped(&key);
        let mut text = String::with_capacity(self.0.len() + 1 + key.len());
        text.push_str(&self.0);
        text.push('/');
        text.push_str(&key);
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
        let steps = self.0.split('/').skip(1);
        steps.map(|step| unescaped(step).into_owned()).collect()
    }

    /// What is there. As `Value::pointer`, which copies every step twice.
    pub fn get<'d>(&self, document: &'d Value) -> Option<&'d Value> {
        if !self.0.is_empty() && !self.0.starts_with('/') {
            return None;
        }
        let mut steps = self.0.split('/').skip(1);
        steps.try_fold(document, |value, step| match value {
            Value::Object(members) => members.get(&*unescaped(step)),
            Value::Array(items) => items.get(index(step)?),
            _ => None,
        })
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

    /// As people read it, in one line.
    pub fn shown(&self) -> String {
        match self.0.as_str() {
            "" => "(the whole document)".to_owned(),
            pointer => message(pointer),
        }
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
fn escaped(key: &str) -> Cow<'_, str> {
    match key.contains(['~', '/']) {
        true => key.replace('~', "~0").replace('/', "~1").into(),
        false => key.into(),
    }
}

fn unescaped(step: &str) -> Cow<'_, str> {
    match step.contains('~') {
        true => step.replace("~1", "/").replace("~0", "~").into(),
        false => step.into(),
    }
}

/// A step into a list (RFC 6901, section 4).
fn index(step: &str) -> Option<usize> {
    let is_plain = step == "0" || !step.starts_with(['0', '+']);
    step.parse().ok().filter(|_| is_plain)
}

/// A pointer in a URI fragment is percent-encoded (RFC 6901, section 6).
fn decoded(fragment: &str) -> String {
    if !fragment.contains('%') {
        return fragment.to_owned();
    }
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
    fn a_pointer_finds_what_serde_json_finds() {
        let document = json!({ "a": [1, { "": 2 }, [3]], "0": { "+1": 4, "01": 5 }, "~1/": 6 });
        for at in [
            "",
            "/",
            "/a",
            "/a/0",
            "/a/1/",
            "/a/00",
            "/a/01",
            "/a/+1",
            "/a/-",
            "/a/3",
            "/a/2/0",
            "/a/0/0",
            "/0/+1",
            "/0/01",
            "/~01~1",
            "/~1",
            "a",
            "/none",
            "/a/99999999999999999999",
        ] {
            let found = Pointer::from(at).get(&document);
            assert_eq!(found, document.pointer(at), "{at}");
        }
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
    fn pointers_contain_each_other_by_complete_steps() {
        let [root, a, ab, b] = ["", "/a", "/a/b", "/ab"].map(Pointer::from);
        assert!(ab.is_within(&a) && a.is_within(&a) && ab.is_within(&root));
        assert!(!a.is_within(&ab) && !b.is_within(&a));
        assert!(a.overlaps(&ab) && !a.overlaps(&b));
    }
}
