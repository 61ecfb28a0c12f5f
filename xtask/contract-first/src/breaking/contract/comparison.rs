use std::collections::HashSet;

use jiff::Timestamp;

use super::change::{ChangeSide, ContractChange};
use super::code::ContractCode as Code;
use super::collected::{ChangeCollector, ReachedChange};
use super::matching::{OperationPair, match_operations};
use super::operation_name::OperationName;
use super::path::shape;
use super::role::Role;
use super::scheme::SchemeMatches;
use crate::breaking::schema::{ChangeLevel, Described, MessageDirection, SchemaComparison};
use crate::document::Pointer;
use crate::model::description::{ApiDescription, Operation, Webhook};

/// A path without operations.
const NOT_FOUND: u16 = 404;
/// A path without this operation.
const METHOD_NOT_ALLOWED: u16 = 405;

/// Compares two contracts operation by operation.
pub struct ContractComparison<'d> {
    pub(super) old: &'d ApiDescription,
    pub(super) new: &'d ApiDescription,
    pub(super) schemas: SchemaComparison<'d>,
    pub(super) schemes: SchemeMatches,
    /// The shapes of the new contract's paths.
    paths: HashSet<String>,
    /// What is announced to end before may be gone.
    pub(super) now: Timestamp,
    found: ChangeCollector,
}

/// Every difference between two contracts at a point in time: an end that was announced may have come.
pub fn differences(
    old: &ApiDescription,
    new: &ApiDescription,
    now: Timestamp,
) -> Vec<ReachedChange> {
    let mut comparison = ContractComparison {
        old,
        new,
        schemas: SchemaComparison::new(&old.schemas, &new.schemas),
        schemes: SchemeMatches::of(&old.security_schemes, &new.security_schemes),
        paths: new
            .operations
            .iter()
            .map(|operation| shape(&operation.path))
            .collect(),
        now,
        found: ChangeCollector::default(),
    };
    comparison.operations();
    comparison.webhooks();
    comparison.found.finish()
}

impl<'d> ContractComparison<'d> {
    pub(super) fn enter(&mut self, operation: OperationName) {
        self.found.enter(operation);
    }

    pub(super) fn report(&mut self, change: ContractChange) {
        self.found.add(change);
    }

    /// Reports what differs between two schemas, either of which may be missing.
    pub(super) fn values(
        &mut self,
        old: Described<'_>,
        new: Described<'_>,
        direction: MessageDirection,
    ) {
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
            (false, true) => (deprecated, ChangeLevel::Noted, "is deprecated."),
            (true, false) => (restored, ChangeLevel::Safe, "is no longer deprecated."),
            _ => return,
        };
        let sides = (
            ChangeSide::present(old_at, old.to_string()),
            ChangeSide::present(new_at, new.to_string()),
        );
        self.report(ContractChange::new(
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
        let status = self.status_without(pair.old);
        // With other methods the path may stay.
        let is_path_moved = pair.old.method == pair.new.method && status == NOT_FOUND;
        let address = |operation: &Operation| match is_path_moved {
            true => operation.path.clone(),
            false => format!("{} {}", operation.method.to_uppercase(), operation.path),
        };
        let (from, to) = (address(pair.old), address(pair.new));
        let mut sides = (
            ChangeSide::present(&pair.old.at, &from),
            ChangeSide::present(&pair.new.at, &to),
        );
        if is_path_moved {
            // The whole path moved: its operations have one finding.
            let of_path = |side: ChangeSide| ChangeSide {
                at: side.at.parent(),
                ..side
            };
            sides = (of_path(sides.0), of_path(sides.1));
        }
        let sentence =
            format!("`{from}` moved to `{to}`: callers of the old address get {status}.");
        let level = self.level_of_removal(pair.old);
        self.report(ContractChange::new(
            Code::OperationMoved,
            level,
            sentence,
            sides,
        ));
    }

    /// The status that calls of an operation get when it is gone.
    pub(super) fn status_without(&self, operation: &Operation) -> u16 {
        match self.paths.contains(&shape(&operation.path)) {
            true => METHOD_NOT_ALLOWED,
            false => NOT_FOUND,
        }
    }

    fn webhooks(&mut self) {
        let (old, new) = (self.old, self.new);
        for webhook in &old.webhooks {
            let counterpart = new.webhooks.iter().find(|other| other.name == webhook.name);
            self.webhook(webhook, counterpart);
        }
        for webhook in &new.webhooks {
            let counterpart = old.webhooks.iter().find(|other| other.name == webhook.name);
            for operation in &webhook.operations {
                let known = counterpart
                    .and_then(|counterpart| with_method(&counterpart.operations, operation));
                if known.is_some() {
                    continue;
                }
                self.enter(OperationName::of_webhook(operation));
                let name = format!("{} {}", operation.method.to_uppercase(), webhook.name);
                let sentence = format!("The webhook `{name}` was added.");
                let sides = (
                    ChangeSide::absent(&operation.at.parent()),
                    ChangeSide::present(&operation.at, name),
                );
                self.report(ContractChange::new(
                    Code::WebhookAdded,
                    ChangeLevel::Safe,
                    sentence,
                    sides,
                ));
            }
        }
    }

    fn webhook(&mut self, old: &'d Webhook, new: Option<&'d Webhook>) {
        for operation in &old.operations {
            let counterpart = new.and_then(|new| with_method(&new.operations, operation));
            if let Some(counterpart) = counterpart {
                self.enter(OperationName::of_webhook(counterpart));
                self.operation(operation, counterpart, Role::Callback);
                continue;
            }
            self.enter(OperationName::of_webhook(operation));
            let name = format!("{} {}", operation.method.to_uppercase(), old.name);
            let sentence =
                format!("The webhook `{name}` was removed: receivers no longer receive it.");
            let sides = (
                ChangeSide::present(&operation.at, name),
                ChangeSide::absent(&operation.at.parent()),
            );
            let level = self.level_of_removal(operation);
            self.report(ContractChange::new(
                Code::WebhookRemoved,
                level,
                sentence,
                sides,
            ));
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
