//! Breaking changes that were reviewed and may land: a file with the reason and the last day of each.

use std::path::Path;

use anyhow::{Result, bail};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::finding::{Excuse, Finding};
use super::report::Report;
use crate::document::read_data_file;

/// The keys of one exception; all of them are required.
const KEYS: [&str; 4] = ["id", "pointer", "reason", "expires"];

/// A reviewed exception.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// The finding's id.
    pub id: String,
    /// The finding's place, for the reviewer; it has to be the finding's.
    pub pointer: String,
    /// Why it may land.
    pub reason: String,
    /// The last day (UTC) on which it counts.
    pub expires: Date,
}

/// The exceptions of a file.
#[derive(Debug, Default)]
pub struct Exceptions(Vec<Exception>);

impl Exceptions {
    /// Reads a file, JSON or YAML, of the form `{"exceptions": [{"id", "pointer", "reason", "expires": "2027-01-31"}]}`; messages
    /// call it `name`.
    ///
    /// # Errors
    /// Everything that is wrong in it, at once.
    pub fn read(path: &Path, name: &str) -> Result<Self> {
        let file = read_data_file(path, name)?;
        let Some(list) = file["exceptions"].as_array() else {
            bail!(
                "{name}: no list `exceptions` at its top; without any write {{\"exceptions\": []}}"
            );
        };
        let (mut exceptions, mut problems) = (Vec::new(), Vec::new());
        for (index, item) in list.iter().enumerate() {
            match exception(item) {
                Ok(exception) => exceptions.push(exception),
                Err(found) => {
                    let place = |problem| format!("{name}: /exceptions/{index}{problem}");
                    problems.extend(found.into_iter().map(place));
                }
            }
        }
        if problems.is_empty() {
            Ok(Self(exceptions))
        } else {
            bail!("{}", problems.join("\n"))
        }
    }

    /// Lets the findings pass that are excused today, and notes in the report which exceptions have expired and which fit nothing.
    pub fn apply(self, report: &mut Report) {
        let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
        for exception in self.0 {
            let excused = |finding: &&mut Finding| {
                finding.breaking
                    && finding.id() == exception.id
                    && finding.pointer == exception.pointer
            };
            match report.findings.iter_mut().find(excused) {
                None => report.unmatched.push(exception),
                Some(_) if exception.expires < today => report.expired.push(exception),
                Some(finding) => {
                    finding.excuse = Some(Excuse {
                        reason: exception.reason,
                        expires: exception.expires,
                    });
                }
            }
        }
        report.findings.sort_by_key(Finding::verdict);
    }
}

fn exception(item: &Value) -> Result<Exception, Vec<String>> {
    let Some(entries) = item.as_object() else {
        return Err(vec![format!(": not an object with {}", KEYS.join(", "))]);
    };
    let mut problems: Vec<String> = entries
        .keys()
        .filter(|key| !KEYS.contains(&key.as_str()))
        .map(|key| format!("/{key}: unknown; an exception has {}", KEYS.join(", ")))
        .collect();
    let mut text = |key: &str| match entries.get(key).and_then(Value::as_str) {
        Some(text) if !text.trim().is_empty() || key == "pointer" => text.to_owned(),
        _ => {
            problems.push(format!("/{key}: missing or no text"));
            String::new()
        }
    };
    let [id, pointer, reason, expires] = KEYS.map(&mut text);
    let date = expires.parse::<Date>().ok();
    if date.is_none() && !expires.is_empty() {
        problems.push(format!(
            "/expires: `{expires}` is no date; write it as 2027-01-31"
        ));
    }
    match date {
        Some(expires) if problems.is_empty() => Ok(Exception {
            id,
            pointer,
            reason,
            expires,
        }),
        _ => Err(problems),
    }
}
