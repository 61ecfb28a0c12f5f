use std::collections::BTreeSet;

use super::change::{ChangeSide, ContractChange};
use super::code::ContractCode as Code;
use super::comparison::ContractComparison;
use super::role::Role;
use super::scheme::SchemeMatch;
use crate::breaking::schema::ChangeLevel;
use crate::document::Pointer;
use crate::model::description::{Operation, SecurityRequirement};

/// What a caller presents at once: schemes of the new contract, each with its scopes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Alternative {
    credentials: Vec<Credential>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Credential {
    scheme: SchemeMatch,
    name: String,
    scopes: BTreeSet<String>,
}

/// What becomes of a caller of the old contract.
enum Fate {
    Accepted,
    /// Would be, if these schemes of the old contract were what they are now.
    AcceptedButFor(Vec<usize>),
    Refused,
}

impl ContractComparison<'_> {
    /// Compares what callers must present. What the service presents to a callback or a webhook counts where the operation itself
    /// says it: what the document says about all is about its callers.
    pub(super) fn security(&mut self, old: &Operation, new: &Operation, role: Role) {
        let is_own = |operation: &Operation| {
            let mut requirements = operation.security.iter();
            requirements.all(|requirement| requirement.at.is_within(&operation.at))
        };
        match role {
            Role::Call => self.credentials_of_callers(old, new),
            Role::Callback if is_own(old) && is_own(new) => self.credentials_of_service(old, new),
            Role::Callback => {}
        }
    }

    fn credentials_of_callers(&mut self, old: &Operation, new: &Operation) {
        let before = self.alternatives(&old.security, Side::Old);
        let after = self.alternatives(&new.security, Side::New);
        let mut refused = Vec::new();
        for alternative in &before {
            match fate(alternative, &after) {
                Fate::Accepted => {}
                Fate::AcceptedButFor(schemes) => {
                    for scheme in schemes {
                        self.scheme_changed(scheme);
                    }
                }
                Fate::Refused => refused.push(alternative),
            }
        }
        let gained: Vec<_> = after.iter().filter(|&is| is_new(is, &before)).collect();
        self.renamed_schemes(old);
        if refused.is_empty() && gained.is_empty() {
            return;
        }
        let sides = (security_side(old, &before), security_side(new, &after));
        let change = if refused.is_empty() {
            let sentence = format!("Callers may also authenticate with {}.", words(&gained));
            ContractChange::new(Code::SecurityWidened, ChangeLevel::Safe, sentence, sides)
        } else {
            let sentence = format!(
                "No longer sufficient: {}. Now required: {}.",
                words(&refused),
                words(&after.iter().collect::<Vec<_>>())
            );
            ContractChange::new(
                Code::SecurityNarrowed,
                ChangeLevel::Breaking,
                sentence,
                sides,
            )
        };
        self.report(change);
    }

    /// Receivers of a webhook check what the service presents: it may present no less than before.
    fn credentials_of_service(&mut self, old: &Operation, new: &Operation) {
        let before = self.alternatives(&old.security, Side::Old);
        let after = self.alternatives(&new.security, Side::New);
        let is_less = |is: &&Alternative| {
            !before
                .iter()
                .any(|was| matches!(fulfils(is, was), Fulfilment::Yes))
        };
        let less: Vec<_> = after.iter().filter(is_less).collect();
        if less.is_empty() {
            return;
        }
        let sentence = format!(
            "The service now authenticates with {}: receivers that check for {} reject it.",
            words(&less),
            words(&before.iter().collect::<Vec<_>>())
        );
        let sides = (security_side(old, &before), security_side(new, &after));
        self.report(ContractChange::new(
            Code::SecurityNarrowed,
            ChangeLevel::Breaking,
            sentence,
            sides,
        ));
    }

    fn scheme_changed(&mut self, index: usize) {
        let Some(counterpart) = self.schemes.counterpart(index) else {
            return;
        };
        let (old, new) = (
            &self.old.security_schemes[index],
            &self.new.security_schemes[counterpart],
        );
        for difference in self.schemes.differences(index) {
            let sentence = format!(
                "{} of the security scheme `{}` changed: callers that authenticate as before are rejected.",
                difference.what, old.name
            );
            let side = |at: &Pointer, text: &Option<String>| ChangeSide {
                at: at.descend(
                    &difference
                        .steps
                        .iter()
                        .map(String::as_str)
                        .collect::<Vec<_>>(),
                ),
                text: text.clone(),
            };
            let sides = (
                side(&old.at, &difference.old),
                side(&new.at, &difference.new),
            );
            self.report(ContractChange::new(
                Code::SecuritySchemeChanged,
                ChangeLevel::Breaking,
                sentence,
                sides,
            ));
        }
    }

    fn renamed_schemes(&mut self, operation: &Operation) {
        let used = operation
            .security
            .iter()
            .flat_map(|requirement| &requirement.schemes);
        let used: BTreeSet<usize> = used.map(|(scheme, _)| *scheme).collect();
        for index in used {
            let Some(counterpart) = self.schemes.counterpart(index) else {
                continue;
            };
            let (old, new) = (
                &self.old.security_schemes[index],
                &self.new.security_schemes[counterpart],
            );
            if old.name == new.name {
                continue;
            }
            let sentence = format!(
                "The security scheme `{}` was renamed to `{}`: options of generated code are renamed; requests stay the same.",
                old.name, new.name
            );
            let sides = (
                ChangeSide::present(&old.at, &old.name),
                ChangeSide::present(&new.at, &new.name),
            );
            self.report(ContractChange::sdk(
                Code::SecuritySchemeRenamed,
                sentence,
                sides,
            ));
        }
    }

    fn alternatives(&self, requirements: &[SecurityRequirement], side: Side) -> Vec<Alternative> {
        if requirements.is_empty() {
            return vec![Alternative {
                credentials: Vec::new(),
            }];
        }
        let credential = |(index, scopes): &(usize, Vec<String>)| Credential {
            scheme: match side {
                Side::Old => self.schemes.of_old(*index),
                Side::New => self.schemes.of_new(*index),
            },
            name: match side {
                Side::Old => self.old.security_schemes[*index].name.clone(),
                Side::New => self.new.security_schemes[*index].name.clone(),
            },
            scopes: scopes.iter().cloned().collect(),
        };
        let alternatives = requirements.iter().map(|requirement| Alternative {
            credentials: requirement.schemes.iter().map(credential).collect(),
        });
        alternatives.collect()
    }
}

#[derive(Clone, Copy)]
enum Side {
    Old,
    New,
}

enum Fulfilment {
    Yes,
    /// With schemes that changed, by their places in the old contract.
    WithChanged(Vec<usize>),
    No,
}

fn fate(caller: &Alternative, required: &[Alternative]) -> Fate {
    let mut changed = None;
    let mut is_anonymous = false;
    for alternative in required {
        match fulfils(caller, alternative) {
            // Whoever presents something is let in, but anonymously.
            Fulfilment::Yes if alternative.credentials.is_empty() => is_anonymous = true,
            Fulfilment::Yes => return Fate::Accepted,
            Fulfilment::WithChanged(schemes) => changed = changed.or(Some(schemes)),
            Fulfilment::No => {}
        }
    }
    match changed {
        Some(schemes) => Fate::AcceptedButFor(schemes),
        None if is_anonymous => Fate::Accepted,
        None => Fate::Refused,
    }
}

/// Whether who presents `presented` fulfils `required`.
fn fulfils(presented: &Alternative, required: &Alternative) -> Fulfilment {
    let mut changed = Vec::new();
    for needed in &required.credentials {
        let found = presented.credentials.iter().find(|credential| {
            credential.scheme.in_new() == needed.scheme.in_new()
                && needed.scopes.is_subset(&credential.scopes)
        });
        let Some(found) = found else {
            return Fulfilment::No;
        };
        for scheme in [found.scheme, needed.scheme] {
            if let SchemeMatch::Changed { old, .. } = scheme {
                changed.push(old);
            }
        }
    }
    match changed.is_empty() {
        true => Fulfilment::Yes,
        false => Fulfilment::WithChanged(changed),
    }
}

/// Whether callers that present it were refused before.
fn is_new(alternative: &Alternative, before: &[Alternative]) -> bool {
    let fulfils = |was: &Alternative| !matches!(fulfils(alternative, was), Fulfilment::No);
    !before.iter().any(fulfils)
}

/// The list of an operation; one that asks for nothing has none.
fn security_side(operation: &Operation, alternatives: &[Alternative]) -> ChangeSide {
    match operation.security.first() {
        Some(requirement) => {
            let alternatives: Vec<_> = alternatives.iter().collect();
            ChangeSide::present(&requirement.at.parent(), words(&alternatives))
        }
        None => ChangeSide::absent(&operation.at),
    }
}

/// `apiKey, or bearer and basic (read write), or no credentials`.
fn words(alternatives: &[&Alternative]) -> String {
    let credential = |credential: &Credential| {
        let scopes: Vec<&str> = credential.scopes.iter().map(String::as_str).collect();
        match scopes.as_slice() {
            [] => credential.name.clone(),
            scopes => format!("{} ({})", credential.name, scopes.join(" ")),
        }
    };
    let alternative = |alternative: &&Alternative| {
        let credentials: Vec<String> = alternative.credentials.iter().map(credential).collect();
        match credentials.as_slice() {
            [] => "no credentials".to_owned(),
            credentials => credentials.join(" and "),
        }
    };
    let all: Vec<String> = alternatives.iter().map(alternative).collect();
    all.join(", or ")
}
