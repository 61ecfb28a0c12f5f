use std::collections::{HashMap, HashSet};

use super::change::{ChangeSide, ContractChange};
use super::code::ContractCode as Code;
use super::comparison::ContractComparison;
use super::matching::Matched;
use super::operation_name::OperationName;
use super::path::{is_more_specific, shape};
use super::sunset::Sunset;
use crate::breaking::schema::ChangeLevel;
use crate::model::description::Operation;

impl ContractComparison<'_> {
    /// Operations that are gone; a path that is gone has one finding.
    pub(super) fn removed(&mut self, matched: &Matched<'_>) {
        let kept = self.new.operations.iter().map(|kept| shape(&kept.path));
        let moved = matched.pairs.iter().map(|pair| shape(&pair.old.path));
        let alive: HashSet<String> = kept.chain(moved).collect();
        let mut count: HashMap<&str, usize> = HashMap::new();
        for operation in &matched.removed {
            *count.entry(&operation.path).or_default() += 1;
        }
        for operation in &matched.removed {
            self.enter(OperationName::of(operation));
            let level = self.level_of_removal(operation);
            let is_path_moved =
                count[operation.path.as_str()] > 1 && !alive.contains(&shape(&operation.path));
            let name = operation_text(operation);
            let change = if is_path_moved {
                let sentence = format!(
                    "The path `{}` was removed: callers get 404.{}",
                    operation.path,
                    self.about_end(operation)
                );
                let at = operation.at.parent();
                let sides = (
                    ChangeSide::present(&at, &operation.path),
                    ChangeSide::absent(&at.parent()),
                );
                ContractChange::new(Code::PathRemoved, level, sentence, sides)
            } else {
                let sentence = format!(
                    "`{name}` was removed: callers get {}.{}",
                    self.status_without(operation),
                    self.about_end(operation)
                );
                let at = &operation.at;
                let sides = (
                    ChangeSide::present(at, &name),
                    ChangeSide::absent(&at.parent()),
                );
                ContractChange::new(Code::OperationRemoved, level, sentence, sides)
            };
            self.report(change);
        }
    }

    /// Operations that are new.
    pub(super) fn added(&mut self, added: &[&Operation]) {
        let mut old: HashMap<String, &Operation> = HashMap::new();
        for operation in &self.old.operations {
            old.entry(shape(&operation.path)).or_insert(operation);
        }
        let templates: Vec<_> = old
            .iter()
            .filter(|(shape, _)| shape.contains("{}"))
            .collect();
        for operation in added {
            self.enter(OperationName::of(operation));
            let name = operation_text(operation);
            let sentence = format!("`{name}` was added.");
            let sides = (
                ChangeSide::absent(&operation.at.parent()),
                ChangeSide::present(&operation.at, &name),
            );
            self.report(ContractChange::new(
                Code::OperationAdded,
                ChangeLevel::Safe,
                sentence,
                sides,
            ));
            let path = &operation.path;
            let shape = shape(path);
            if old.contains_key(&shape) {
                continue;
            }
            let general = templates
                .iter()
                .filter(|(other, _)| is_more_specific(&shape, other));
            if let Some((_, general)) = general.min_by_key(|(other, _)| *other) {
                let sentence = format!(
                    "Requests to `{path}` were handled by `{}` before: callers that send such a value now reach another operation.",
                    general.path
                );
                let sides = (
                    ChangeSide::present(&general.at.parent(), &general.path),
                    ChangeSide::present(&operation.at.parent(), path),
                );
                self.report(ContractChange::new(
                    Code::PathShadows,
                    ChangeLevel::Noted,
                    sentence,
                    sides,
                ));
            }
        }
    }

    /// What is announced to end, and names that only generated code has.
    pub(super) fn lifecycle(&mut self, old: &Operation, new: &Operation) {
        let name = operation_text(new);
        let sides = (
            ChangeSide::present(&old.at, deprecated_text(old)),
            ChangeSide::present(&new.at, deprecated_text(new)),
        );
        let until = new
            .sunset
            .as_ref()
            .map_or(String::new(), |end| format!(" Its sunset date is {end}."));
        match (old.deprecated, new.deprecated) {
            (false, true) => {
                let sentence = format!("`{name}` is deprecated.{until}");
                self.report(ContractChange::new(
                    Code::OperationDeprecated,
                    ChangeLevel::Noted,
                    sentence,
                    sides,
                ));
            }
            (true, false) => {
                let sentence = format!("`{name}` is no longer deprecated.");
                self.report(ContractChange::new(
                    Code::OperationRestored,
                    ChangeLevel::Safe,
                    sentence,
                    sides,
                ));
            }
            _ if old.sunset != new.sunset => {
                let text =
                    |sunset: &Option<String>| sunset.clone().unwrap_or_else(|| "none".to_owned());
                let (was, is) = (text(&old.sunset), text(&new.sunset));
                let sentence = format!("The sunset date of `{name}` changed from {was} to {is}.");
                let sides = (
                    ChangeSide::present(&old.at, was),
                    ChangeSide::present(&new.at, is),
                );
                self.report(ContractChange::new(
                    Code::SunsetChanged,
                    ChangeLevel::Noted,
                    sentence,
                    sides,
                ));
            }
            _ => {}
        }
    }

    /// Names that only generated code has.
    pub(super) fn names(&mut self, old: &Operation, new: &Operation) {
        let text = |id: &Option<String>| id.clone().unwrap_or_else(|| "none".to_owned());
        if old.operation_id != new.operation_id {
            let (was, is) = (text(&old.operation_id), text(&new.operation_id));
            let sentence = format!(
                "The operationId changed from `{was}` to `{is}`: the method is renamed in generated code; requests stay the same."
            );
            let sides = (
                ChangeSide::present(&old.at.child("operationId"), was),
                ChangeSide::present(&new.at.child("operationId"), is),
            );
            self.report(ContractChange::sdk(
                Code::OperationIdChanged,
                sentence,
                sides,
            ));
        }
        let (was, is) = (old.tags.first().cloned(), new.tags.first().cloned());
        if was != is {
            let (was, is) = (text(&was), text(&is));
            let sentence = format!(
                "The tag of `{}` changed from `{was}` to `{is}`: the method moves to another class in generated code; requests stay the same.",
                operation_text(new)
            );
            let sides = (
                ChangeSide::present(&old.at.child("tags"), was),
                ChangeSide::present(&new.at.child("tags"), is),
            );
            self.report(ContractChange::sdk(Code::TagChanged, sentence, sides));
        }
    }

    /// What the removal of an operation means: nothing once the announced end has come.
    pub(super) fn level_of_removal(&self, operation: &Operation) -> ChangeLevel {
        match operation.sunset.as_deref().map(Sunset::of) {
            Some(Sunset::At(end)) if end < self.now => ChangeLevel::Noted,
            _ => ChangeLevel::Breaking,
        }
    }

    /// What the announced end has to do with a removal.
    fn about_end(&self, operation: &Operation) -> String {
        let Some(text) = &operation.sunset else {
            return String::new();
        };
        match Sunset::of(text) {
            Sunset::At(end) if end < self.now => format!(" Its sunset date was {text}."),
            Sunset::At(_) => format!(" Its sunset date, {text}, has not come yet."),
            Sunset::Unreadable => {
                format!(" Its `x-sunset`, `{text}`, is not a date; write it as 2027-01-31.")
            }
        }
    }
}

/// `GET /notes`.
pub(super) fn operation_text(operation: &Operation) -> String {
    format!("{} {}", operation.method.to_uppercase(), operation.path)
}

fn deprecated_text(operation: &Operation) -> &'static str {
    if operation.deprecated {
        "deprecated"
    } else {
        "not deprecated"
    }
}
