use jiff::Timestamp;

use super::contract::differences;
use super::review::{Compared, Finding, Report, severity};
use super::side::Side;
use crate::project::{BreakingLevel, BreakingLevels, Project};
use crate::stack::with_room;

/// What changed from `old` to `new` and what it means, at a point in time: an end that was announced may have come.
pub fn compare(old: &Side, new: &Side, levels: BreakingLevels, now: Timestamp) -> Report {
    let reached = with_room(|| differences(&old.description, &new.description, now));
    let findings = reached.into_iter().map(|reached| Finding {
        old_place: old.place(&reached.change.old.at),
        new_place: new.place(&reached.change.new.at),
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
    Report {
        old: Compared::of(old),
        new: Compared::of(new),
        findings,
        expired: Vec::new(),
        renamed: Vec::new(),
        unmatched: Vec::new(),
        exceptions: Project::EXCEPTIONS.to_owned(),
        notes: Vec::new(),
    }
}
