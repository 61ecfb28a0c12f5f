use std::collections::HashSet;

use jiff::Timestamp;

use super::change::{Change, Spot};
use super::code::ContractCode as Code;
use super::collected::{Collected, Reached};
use super::matching::{OperationPair, match_operations};
use super::operation_name::OperationName;
use super::path::shape;
use super::role::Role;
use super::scheme::Schemes;
use crate::breaking::schema::{Described, Direction, Level, SchemaComparison};
use crate::document::Pointer;
use crate::model::description::{ApiDescription, Operation, Webhook};

/// A path without operations.
const NOT_FOUND: u16 = 404;
/// A path without this operation.
const METHOD_NOT_ALLOWED: u16 = 405;

/// Compares two contracts operation by operation.
pub struct Comparison<'d> {
    pub(super) old: &'d ApiDescription,
    pub(super) new: &'d ApiDescription,
    pub(super) schemas: SchemaComparison<'d>,
    pub(super) schemes: Schemes,
    /// The shapes of the new contract's paths.
    paths: HashSet<String>,
    /// What is announced to end before may be gone.
    pub(super) now: Timestamp,
    found: Collected,
}

/// Every difference between two contracts at a point in time: an end that was announced may have come.
pub fn differences(old: &ApiDescription, new: &ApiDescription, now: Timestamp) -> Vec<Reached> {
    let mut comparison = Comparison {
        old,
        new,
        schemas: SchemaComparison::new(&old.schemas, &new.schemas),
        schemes: Schemes::of(&old.security_schemes, &new.security_schemes),
        paths: new.operations.iter().map(|one| shape(&one.path)).collect(),
        now,
        found: Collected::default(),
    };
    comparison.operations();
    comparison.webhooks();
    comparison.found.finish()
}

impl<'d> Comparison<'d> {
    pub(super) fn enter(&mut self, operation: OperationName) {
        self.found.enter(operation);
    }

    pub(super) fn report(&mut self, change: Change) {
        self.found.add(change);
    }

    /// Reports what differs between two schemas, either of which may be missing.
    pub(super) fn values(&mut self, old: Described<'_>, new: Described<'_>, direction: Direction) {
        for change in self.schemas.changes_at(old, new, direction) {
            self.found.add_schema(change);
        }
    }

    /// Reports whether a part became deprecated, or is no longer.
    pub(super) fn deprecation(
        &mut self,
        subject: &str,
        (old_at, old): (&Pointer, bool),
        (new_at, new): (&Pointer, bool),
        (deprecated, restored): (Code, Code),
    ) {
        let (code, level, notice) = match (old, new) {
            (false, true) => (deprecated, Level::Noted, "is deprecated."),
            (true, false) => (restored, Level::Safe, "is no longer deprecated."),
            _ => return,
        };
        let sides = (
            Spot::says(old_at, old.to_string()),
            Spot::says(new_at, new.to_string()),
        );
        self.report(Change::new(
            code,
            level,
            format!("{subject} {notice}"),
            sides,
        ));
    }

    fn operations(&mut self) {
        let (old, new) = (self.old, self.new);
        let matched = match_operations(&old.operations, &new.operations);
        for pair in &matched.pairs {
            self.enter(OperationName::of(pair.new));
            if pair.moved {
                self.moved(pair);
            }
            self.operation(pair.old, pair.new, Role::Call);
        }
        self.removed(&matched);
        self.added(&matched.added);
    }

    /// What is part of an operation.
    pub(super) fn operation(&mut self, old: &'d Operation, new: &'d Operation, role: Role) {
        self.lifecycle(old, new);
        self.names(old, new);
        self.parameters(old, new, role);
        self.request_body(old, new, role);
        self.responses(old, new, role);
        self.security(old, new, role);
        if role == Role::Call {
            self.servers(old, new);
        }
        self.callbacks(old, new);
    }

    fn moved(&mut self, pair: &OperationPair<'_>) {
        let answer = self.answer_without(pair.old);
        // With other methods the path may stay.
        let is_whole = pair.old.method == pair.new.method && answer == NOT_FOUND;
        let address = |operation: &Operation| match is_whole {
            true => operation.path.clone(),
            false => format!("{} {}", operation.method.to_uppercase(), operation.path),
        };
        let (from, to) = (address(pair.old), address(pair.new));
        let mut sides = (
            Spot::says(&pair.old.at, &from),
            Spot::says(&pair.new.at, &to),
        );
        if is_whole {
            // The whole path moved: its operations have one finding.
            let of_path = |spot: Spot| Spot {
                at: spot.at.parent(),
                ..spot
            };
            sides = (of_path(sides.0), of_path(sides.1));
        }
        let sentence =
            format!("`{from}` moved to `{to}`: callers of the old address get {answer}.");
        let level = self.level_of_removal(pair.old);
        self.report(Change::new(Code::OperationMoved, level, sentence, sides));
    }

    /// The status that calls of an operation get when it is gone.
    pub(super) fn answer_without(&self, operation: &Operation) -> u16 {
        match self.paths.contains(&shape(&operation.path)) {
            true => METHOD_NOT_ALLOWED,
            false => NOT_FOUND,
        }
    }

    fn webhooks(&mut self) {
        let (old, new) = (self.old, self.new);
        for webhook in &old.webhooks {
            let partner = new.webhooks.iter().find(|other| other.name == webhook.name);
            self.webhook(webhook, partner);
        }
        for webhook in &new.webhooks {
            let partner = old.webhooks.iter().find(|other| other.name == webhook.name);
            for operation in &webhook.operations {
                let known = partner.and_then(|partner| with_method(&partner.operations, operation));
                if known.is_some() {
                    continue;
                }
                self.enter(OperationName::of_webhook(operation));
                let name = format!("{} {}", operation.method.to_uppercase(), webhook.name);
                let sentence = format!("The webhook `{name}` was added.");
                let sides = (
                    Spot::lacks(&operation.at.parent()),
                    Spot::says(&operation.at, name),
                );
                self.report(Change::new(
                    Code::WebhookAdded,
                    Level::Safe,
                    sentence,
                    sides,
                ));
            }
        }
    }

    fn webhook(&mut self, old: &'d Webhook, new: Option<&'d Webhook>) {
        for operation in &old.operations {
            let partner = new.and_then(|new| with_method(&new.operations, operation));
            if let Some(partner) = partner {
                self.enter(OperationName::of_webhook(partner));
                self.operation(operation, partner, Role::Callback);
                continue;
            }
            self.enter(OperationName::of_webhook(operation));
            let name = format!("{} {}", operation.method.to_uppercase(), old.name);
            let sentence = format!("The webhook `{name}` was removed: receivers no longer get it.");
            let sides = (
                Spot::says(&operation.at, name),
                Spot::lacks(&operation.at.parent()),
            );
            let level = self.level_of_removal(operation);
            self.report(Change::new(Code::WebhookRemoved, level, sentence, sides));
        }
    }
}

/// The operation with the same method.
pub(super) fn with_method<'d>(
    operations: &'d [Operation],
    other: &Operation,
) -> Option<&'d Operation> {
    operations
        .iter()
        .find(|operation| operation.method == other.method)
}
