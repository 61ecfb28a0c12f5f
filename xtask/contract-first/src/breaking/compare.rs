use jiff::Timestamp;

use super::contract::differences;
use super::item_names::ItemNames;
use super::review::{BreakingReport, ContractVersion, Finding, severity};
use super::side::ContractSide;
use crate::project::{BreakingLevel, BreakingLevels, Project};
use crate::stack::with_room;

/// What changed from `old` to `new` and what it means, at a point in time: an end that was announced may have come.
pub fn compare(
    old: &ContractSide,
    new: &ContractSide,
    levels: BreakingLevels,
    now: Timestamp,
) -> BreakingReport {
    let reached = with_room(|| differences(&old.description, &new.description, now));
    let changes = || reached.iter().map(|reached| &reached.change);
    let old_names = ItemNames::of(&old.description, changes().map(|change| &change.old.at));
    let new_names = ItemNames::of(&new.description, changes().map(|change| &change.new.at));
    let findings = reached.into_iter().map(|reached| Finding {
        old_place: old.place(&reached.change.old.at),
        new_place: new.place(&reached.change.new.at),
        names: [
            old_names.place(&reached.change.old.at),
            new_names.place(&reached.change.new.at),
        ],
        severity: severity(levels, reached.change.category),
        waiver: None,
        change: reached.change,
        operations: reached.operations,
    });
    let is_shown = |finding: &Finding| {
        finding.severity != BreakingLevel::Off || !finding.change.level.is_breaking()
    };
    let mut findings: Vec<Finding> = findings.filter(is_shown).collect();
    findings.sort_by_key(Finding::verdict);
    BreakingReport {
        old: ContractVersion::of(old),
        new: ContractVersion::of(new),
        findings,
        expired: Vec::new(),
        renamed: Vec::new(),
        unmatched: Vec::new(),
        exceptions: Project::EXCEPTIONS.to_owned(),
        notes: Vec::new(),
    }
}
