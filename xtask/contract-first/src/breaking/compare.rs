//! From two documents to a report.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::change::changes;
use super::finding::Finding;
use super::pair::Pair;
use super::repeated::without_repeated;
use super::report::Report;
use super::translate::{finding, is_of_security, renamed_paths};
use super::usage::Usage;
use super::{requirements, schemes};
use crate::document::{inline_path_items, without_references_in_data};
use crate::progress::Progress;
use crate::tools::Redocly;
use crate::validity::unreadable;

/// Most places that are named one by one.
const MOST_NAMED: usize = 20;

/// What changed from `old` to `new`, each with the name that messages use. The engine is installed into `tools` at the first call.
///
/// # Errors
/// A document with parts that cannot be compared, with the place of each; an engine that cannot be installed or run.
pub fn compare(
    old: (&str, &Value),
    new: (&str, &Value),
    tools: &Path,
    progress: &mut Progress<'_>,
) -> Result<Report> {
    comparable(old)?;
    comparable(new)?;
    let mut report = Report::between(old.0, new.0);
    if old.1 == new.1 {
        return Ok(report);
    }
    let (old_name, new_name) = (old.0, new.0);
    let [old, new] = [old.1, new.1].map(|document| {
        let mut document = document.clone();
        inline_path_items(&mut document);
        without_references_in_data(&mut document);
        document
    });
    let usages = (Usage::of(&old), Usage::of(&new));
    let [was, is] = [(old_name, usages.0), (new_name, usages.1)]
        .map(|(name, usage)| usage.with_context(|| format!("{name} cannot be compared")));
    let (was, is) = (was?, is?);
    let engine = Redocly::ready(tools, progress)?;
    let differences = progress.quiet("comparing", || engine.diff(&old, &new))?;
    let changes = without_repeated(changes(&differences)?);
    let pair = Pair::of((&old, was), (&new, is), renamed_paths(&changes));
    let (of_schemes, renamed) = schemes::findings(&pair);
    let of_requirements = requirements::findings(&pair, &renamed);
    let others = changes
        .into_iter()
        .filter(|change| !is_of_security(change))
        .map(|change| finding(change, &pair));
    let all = of_requirements.into_iter().chain(of_schemes).chain(others);
    report.findings = told_once(all);
    report.findings.sort_by_key(Finding::verdict);
    Ok(report)
}

/// The engine tells of a part once for each way that leads to it.
fn told_once(findings: impl Iterator<Item = Finding>) -> Vec<Finding> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut once: Vec<Finding> = Vec::new();
    for finding in findings {
        match places.entry(finding.id()) {
            Entry::Vacant(place) => {
                place.insert(once.len());
                once.push(finding);
            }
            Entry::Occupied(place) => {
                let known = &mut once[*place.get()].operations;
                for operation in finding.operations {
                    if !known.contains(&operation) {
                        known.push(operation);
                    }
                }
            }
        }
    }
    once
}

/// A part of which nothing can be told would pass for safe.
fn comparable((name, document): (&str, &Value)) -> Result<()> {
    let findings = unreadable(document);
    if findings.is_empty() {
        return Ok(());
    }
    let mut lines: Vec<String> = findings
        .iter()
        .take(MOST_NAMED)
        .map(|finding| {
            format!(
                "  {}: {}; {}",
                finding.location(),
                finding.reason(),
                finding.help()
            )
        })
        .collect();
    if findings.len() > MOST_NAMED {
        lines.push(format!("  ... {} more", findings.len() - MOST_NAMED));
    }
    bail!(
        "{name} has parts that cannot be compared:\n{}",
        lines.join("\n")
    )
}
