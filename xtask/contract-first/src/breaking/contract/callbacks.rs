use super::change::{ChangeSide, ContractChange};
use super::code::ContractCode as Code;
use super::comparison::{ContractComparison, with_method};
use super::role::Role;
use crate::breaking::schema::ChangeLevel;
use crate::model::description::{Callback, Operation};

impl<'d> ContractComparison<'d> {
    /// Compares the requests that the service sends because of an operation. The key of a callback is not sent; its address counts.
    pub(super) fn callbacks(&mut self, old: &'d Operation, new: &'d Operation) {
        let mut added: Vec<&Callback> = new.callbacks.iter().collect();
        let mut moved = Vec::new();
        let mut pairs = Vec::new();
        for callback in &old.callbacks {
            let same_name = |other: &&Callback| {
                other.expression == callback.expression && other.name == callback.name
            };
            let found = added.iter().position(same_name);
            let found = found.or_else(|| {
                added
                    .iter()
                    .position(|other| other.expression == callback.expression)
            });
            match found {
                Some(found) => pairs.push((callback, added.remove(found))),
                None => moved.push(callback),
            }
        }
        for callback in moved {
            match added.iter().position(|other| other.name == callback.name) {
                Some(found) => {
                    let other = added.remove(found);
                    self.callback_moved(callback, other);
                    pairs.push((callback, other));
                }
                None => self.callback_removed(callback, new),
            }
        }
        for (old, new) in pairs {
            self.callback(old, new);
        }
        for callback in added {
            let sentence = format!(
                "The callback `{}` to `{}` was added.",
                callback.name, callback.expression
            );
            let sides = (
                ChangeSide::absent(&old.at),
                ChangeSide::present(&callback.at, &callback.expression),
            );
            self.report(ContractChange::new(
                Code::CallbackAdded,
                ChangeLevel::Safe,
                sentence,
                sides,
            ));
        }
    }

    fn callback(&mut self, old: &'d Callback, new: &'d Callback) {
        for operation in &old.operations {
            if let Some(counterpart) = with_method(&new.operations, operation) {
                self.operation(operation, counterpart, Role::Callback);
                continue;
            }
            let method = operation.method.to_uppercase();
            let sentence = format!(
                "The callback `{}` is no longer sent as {method}: receivers no longer receive it.",
                old.name
            );
            let sides = (
                ChangeSide::present(&operation.at, method),
                ChangeSide::absent(&new.at),
            );
            self.report(ContractChange::new(
                Code::CallbackOperationRemoved,
                ChangeLevel::Breaking,
                sentence,
                sides,
            ));
        }
        let is_added = |operation: &&Operation| with_method(&old.operations, operation).is_none();
        for operation in new.operations.iter().filter(is_added) {
            let method = operation.method.to_uppercase();
            let sentence = format!("The callback `{}` may also be sent as {method}.", new.name);
            let sides = (
                ChangeSide::absent(&old.at),
                ChangeSide::present(&operation.at, method),
            );
            self.report(ContractChange::new(
                Code::CallbackOperationAdded,
                ChangeLevel::Safe,
                sentence,
                sides,
            ));
        }
    }

    fn callback_moved(&mut self, old: &Callback, new: &Callback) {
        let sentence = format!(
            "The callback `{}` is now sent to `{}` instead of `{}`: callers that provide the old address receive nothing.",
            old.name, new.expression, old.expression
        );
        let sides = (
            ChangeSide::present(&old.at, &old.expression),
            ChangeSide::present(&new.at, &new.expression),
        );
        self.report(ContractChange::new(
            Code::CallbackAddressChanged,
            ChangeLevel::Breaking,
            sentence,
            sides,
        ));
    }

    fn callback_removed(&mut self, callback: &Callback, new: &Operation) {
        let sentence = format!(
            "The callback `{}` was removed: receivers no longer receive it.",
            callback.name
        );
        let sides = (
            ChangeSide::present(&callback.at, &callback.expression),
            ChangeSide::absent(&new.at),
        );
        self.report(ContractChange::new(
            Code::CallbackRemoved,
            ChangeLevel::Breaking,
            sentence,
            sides,
        ));
    }
}
