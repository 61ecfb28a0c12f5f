use std::collections::{HashMap, HashSet};

use super::change::{Change, Spot};
use super::code::ContractCode as Code;
use super::comparison::Comparison;
use super::matching::Matched;
use super::operation_name::OperationName;
use super::path::{is_more_specific, shape};
use super::sunset::Sunset;
use crate::breaking::schema::Level;
use crate::model::description::Operation;

impl Comparison<'_> {
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
            let is_whole =
                count[operation.path.as_str()] > 1 && !alive.contains(&shape(&operation.path));
            let name = operation_text(operation);
            let change = if is_whole {
                let sentence = format!(
                    "The path `{}` was removed: callers get 404.{}",
                    operation.path,
                    self.about_end(operation)
                );
                let at = operation.at.parent();
                let sides = (Spot::says(&at, &operation.path), Spot::lacks(&at.parent()));
                Change::new(Code::PathRemoved, level, sentence, sides)
            } else {
                let sentence = format!(
                    "`{name}` was removed: callers get {}.{}",
                    self.answer_without(operation),
                    self.about_end(operation)
                );
                let at = &operation.at;
                let sides = (Spot::says(at, &name), Spot::lacks(&at.parent()));
                Change::new(Code::OperationRemoved, level, sentence, sides)
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
                Spot::lacks(&operation.at.parent()),
                Spot::says(&operation.at, &name),
            );
            self.report(Change::new(
                Code::OperationAdded,
                Level::Safe,
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
                    "Requests to `{path}` went to `{}` before: a caller that sends such a value reaches another operation now.",
                    general.path
                );
                let sides = (
                    Spot::says(&general.at.parent(), &general.path),
                    Spot::says(&operation.at.parent(), path),
                );
                self.report(Change::new(
                    Code::PathShadows,
                    Level::Noted,
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
            Spot::says(&old.at, deprecated_text(old)),
            Spot::says(&new.at, deprecated_text(new)),
        );
        let until = new.sunset.as_ref().map_or(String::new(), |end| {
            format!(" Its end is announced for {end}.")
        });
        match (old.deprecated, new.deprecated) {
            (false, true) => {
                let sentence = format!("`{name}` is deprecated.{until}");
                self.report(Change::new(
                    Code::OperationDeprecated,
                    Level::Noted,
                    sentence,
                    sides,
                ));
            }
            (true, false) => {
                let sentence = format!("`{name}` is no longer deprecated.");
                self.report(Change::new(
                    Code::OperationRestored,
                    Level::Safe,
                    sentence,
                    sides,
                ));
            }
            _ if old.sunset != new.sunset => {
                let text =
                    |sunset: &Option<String>| sunset.clone().unwrap_or_else(|| "none".to_owned());
                let (was, is) = (text(&old.sunset), text(&new.sunset));
                let sentence = format!("The announced end of `{name}` changed from {was} to {is}.");
                let sides = (Spot::says(&old.at, was), Spot::says(&new.at, is));
                self.report(Change::new(
                    Code::SunsetChanged,
                    Level::Noted,
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
                "The operationId changed from `{was}` to `{is}`: the method has another name in generated code; requests stay as they are."
            );
            let sides = (
                Spot::says(&old.at.child("operationId"), was),
                Spot::says(&new.at.child("operationId"), is),
            );
            self.report(Change::sdk(Code::OperationIdChanged, sentence, sides));
        }
        let (was, is) = (old.tags.first().cloned(), new.tags.first().cloned());
        if was != is {
            let (was, is) = (text(&was), text(&is));
            let sentence = format!(
                "The tag of `{}` changed from `{was}` to `{is}`: the method is in another class of generated code; requests stay as they are.",
                operation_text(new)
            );
            let sides = (
                Spot::says(&old.at.child("tags"), was),
                Spot::says(&new.at.child("tags"), is),
            );
            self.report(Change::sdk(Code::TagChanged, sentence, sides));
        }
    }

    /// What the removal of an operation means: nothing once the announced end has come.
    pub(super) fn level_of_removal(&self, operation: &Operation) -> Level {
        match operation.sunset.as_deref().map(Sunset::of) {
            Some(Sunset::At(end)) if end < self.now => Level::Noted,
            _ => Level::Breaking,
        }
    }

    /// What the announced end has to do with a removal.
    fn about_end(&self, operation: &Operation) -> String {
        let Some(text) = &operation.sunset else {
            return String::new();
        };
        match Sunset::of(text) {
            Sunset::At(end) if end < self.now => format!(" Its end was announced for {text}."),
            Sunset::At(_) => format!(" Its end is announced for {text}, which has not come yet."),
            Sunset::Unreadable => {
                format!(" Its x-sunset, `{text}`, is not a date; write it as 2027-01-31.")
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
