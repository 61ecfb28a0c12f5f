//! A difference in the engine's words.

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// The version of the engine's report that is read here.
const REPORT: &str = "1";

/// What happened to a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is another.
    Modified,
}

/// One side of a difference.
#[derive(Debug, Clone)]
pub struct Place {
    /// JSON pointer; of what holds the part when the part itself is not there.
    pub pointer: String,
    /// What is there, if anything.
    pub value: Option<Value>,
}

/// One difference that the engine found.
#[derive(Debug, Clone)]
pub struct Change {
    /// What kind of object it is in: `Schema`, `Parameter`, `Operation`, ...
    pub of: String,
    /// What happened.
    pub kind: Kind,
    /// The attribute that differs; none when all of it is new or gone. `key` is its own name.
    pub property: Option<String>,
    /// How it was.
    pub old: Option<Place>,
    /// How it is.
    pub new: Option<Place>,
    /// Whether the engine takes it for breaking.
    pub breaking: bool,
    /// The engine's rule, where one judged it.
    pub rule: Option<String>,
    /// What the engine says about it; empty when no rule judged it.
    pub message: String,
}

impl Change {
    /// The place to show: in the new document where there is one, and which it is.
    pub fn place(&self) -> &Place {
        let new = self.new.as_ref().filter(|place| place.value.is_some());
        new.or(self.old.as_ref())
            .or(self.new.as_ref())
            .expect("a change has a side")
    }

    /// Whether `place` is in the old document.
    pub fn is_gone(&self) -> bool {
        self.new.as_ref().is_none_or(|place| place.value.is_none())
            && self.old.as_ref().is_some_and(|place| place.value.is_some())
    }
}

/// Reads the engine's report.
///
/// # Errors
/// When it is another version's, or a change has no place.
pub fn changes(report: &Value) -> Result<Vec<Change>> {
    ensure!(
        report["reportVersion"] == REPORT,
        "the engine's report has version {}, and {REPORT} is read: the pinned Redocly CLI was changed without the module `breaking`",
        report["reportVersion"]
    );
    let changes = report["changes"]
        .as_array()
        .context("the engine's report has no `changes`")?;
    changes.iter().map(change).collect()
}

fn change(value: &Value) -> Result<Change> {
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let place = |key: &str| {
        let side = value.get(key)?;
        let pointer = side["pointer"].as_str()?.trim_start_matches('#').to_owned();
        Some(Place {
            pointer,
            value: side.get("value").cloned(),
        })
    };
    let verdicts: Vec<&Value> = value["verdicts"].as_array().into_iter().flatten().collect();
    let worst = verdicts
        .iter()
        .find(|verdict| verdict["impact"] == "major")
        .or(verdicts.first());
    let messages: Vec<&str> = verdicts
        .iter()
        .filter_map(|verdict| verdict["message"].as_str())
        .collect();
    let change = Change {
        of: text("typeName"),
        kind: match value["kind"].as_str() {
            Some("added") => Kind::Added,
            Some("removed") => Kind::Removed,
            _ => Kind::Modified,
        },
        property: value["property"].as_str().map(str::to_owned),
        old: place("base"),
        new: place("revision"),
        breaking: value["impact"] == "major",
        rule: worst
            .and_then(|verdict| verdict["ruleId"].as_str())
            .map(str::to_owned),
        message: messages.join(" "),
    };
    ensure!(
        change.old.is_some() || change.new.is_some(),
        "the engine's report has a change without a place: {value}"
    );
    Ok(change)
}
