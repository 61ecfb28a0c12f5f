//! One difference and what it means for those who use the contract.

use serde_json::Value;

use super::usage::Operation;
use crate::files::sha256;

/// Which of the two documents a pointer leads into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The old one: what is told is gone from the new one.
    Old,
    /// The new one.
    New,
}

/// What a difference means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Somebody's working program stops working.
    Breaking,
    /// As breaking, but a reviewed exception lets it pass.
    Excused,
    /// Nobody notices, or only who wants to.
    Safe,
}

impl Verdict {
    /// The word in every form of the report.
    pub fn word(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Excused => "excused",
            Self::Safe => "safe",
        }
    }
}

/// Why a breaking difference may pass, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excuse {
    /// The reason that was reviewed.
    pub reason: String,
    /// The last day (UTC) on which it counts.
    pub expires: jiff::civil::Date,
}

/// One difference between two documents.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The kind of difference, in a few words joined by hyphens.
    pub rule: String,
    /// Whether it breaks somebody.
    pub breaking: bool,
    /// Set when a reviewed exception lets it pass.
    pub excuse: Option<Excuse>,
    /// The operations that it is part of; none for what is about the whole document or used by no operation.
    pub operations: Vec<Operation>,
    /// Which document the pointer leads into.
    pub side: Side,
    /// Where it is (JSON pointer, RFC 6901).
    pub pointer: String,
    /// What was there.
    pub old: Option<Value>,
    /// What is there now.
    pub new: Option<Value>,
    /// What happened, in a sentence.
    pub message: String,
}

impl Finding {
    /// Breaking, excused or safe.
    pub fn verdict(&self) -> Verdict {
        match (self.breaking, &self.excuse) {
            (true, None) => Verdict::Breaking,
            (true, Some(_)) => Verdict::Excused,
            (false, _) => Verdict::Safe,
        }
    }

    /// What an exception names it by: the kind, and a hash of the place with the old and the new value. Another change at the same
    /// place is another finding.
    pub fn id(&self) -> String {
        let value = |value: &Option<Value>| value.as_ref().map_or(String::new(), Value::to_string);
        let text = [
            self.rule.as_str(),
            &self.pointer,
            &value(&self.old),
            &value(&self.new),
        ]
        .join("\n");
        format!("{}-{}", self.rule, &sha256(text.as_bytes())[..8])
    }
}
