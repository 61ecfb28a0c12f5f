use std::collections::BTreeSet;

use super::change::{Change, Spot};
use super::code::ContractCode as Code;
use super::comparison::Comparison;
use super::role::Role;
use super::scheme::Scheme;
use crate::breaking::schema::Level;
use crate::document::Pointer;
use crate::model::description::{Operation, SecurityRequirement};

/// What a caller presents at once: schemes of the new contract, each with its scopes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Alternative {
    credentials: Vec<Credential>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Credential {
    scheme: Scheme,
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

impl Comparison<'_> {
    /// Compares what callers have to present. What the service presents to a callback or a webhook counts where the operation itself
    /// says it: what the document says of all is about its callers.
    pub(super) fn security(&mut self, old: &Operation, new: &Operation, role: Role) {
        let is_own = |operation: &Operation| {
            let mut each = operation.security.iter();
            each.all(|requirement| requirement.at.is_within(&operation.at))
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
        let sides = (spot(old, &before), spot(new, &after));
        let change = if refused.is_empty() {
            let sentence = format!("Callers may present {} too.", words(&gained));
            Change::new(Code::SecurityWidened, Level::Safe, sentence, sides)
        } else {
            let sentence = format!(
                "No longer enough: {}. Needed now: {}.",
                words(&refused),
                words(&after.iter().collect::<Vec<_>>())
            );
            Change::new(Code::SecurityNarrowed, Level::Breaking, sentence, sides)
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
            "The service presents {} now: receivers that check for {} refuse it.",
            words(&less),
            words(&before.iter().collect::<Vec<_>>())
        );
        let sides = (spot(old, &before), spot(new, &after));
        self.report(Change::new(
            Code::SecurityNarrowed,
            Level::Breaking,
            sentence,
            sides,
        ));
    }

    fn scheme_changed(&mut self, index: usize) {
        let Some(partner) = self.schemes.partner(index) else {
            return;
        };
        let (old, new) = (
            &self.old.security_schemes[index],
            &self.new.security_schemes[partner],
        );
        for difference in self.schemes.differences(index) {
            let sentence = format!(
                "{} of the security scheme `{}` changed: callers that do as before are refused.",
                difference.what, old.name
            );
            let spot = |at: &Pointer, text: &Option<String>| Spot {
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
                spot(&old.at, &difference.old),
                spot(&new.at, &difference.new),
            );
            self.report(Change::new(
                Code::SecuritySchemeChanged,
                Level::Breaking,
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
            let Some(partner) = self.schemes.partner(index) else {
                continue;
            };
            let (old, new) = (
                &self.old.security_schemes[index],
                &self.new.security_schemes[partner],
            );
            if old.name == new.name {
                continue;
            }
            let sentence = format!(
                "The security scheme `{}` is called `{}` now: options of generated code have another name; requests stay as they are.",
                old.name, new.name
            );
            let sides = (
                Spot::says(&old.at, &old.name),
                Spot::says(&new.at, &new.name),
            );
            self.report(Change::sdk(Code::SecuritySchemeRenamed, sentence, sides));
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
        let each = requirements.iter().map(|requirement| Alternative {
            credentials: requirement.schemes.iter().map(credential).collect(),
        });
        each.collect()
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
            // Whoever presents something is let in, but as nobody.
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
            if let Scheme::Changed { old, .. } = scheme {
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
fn spot(operation: &Operation, alternatives: &[Alternative]) -> Spot {
    match operation.security.first() {
        Some(requirement) => {
            let each: Vec<_> = alternatives.iter().collect();
            Spot::says(&requirement.at.parent(), words(&each))
        }
        None => Spot::lacks(&operation.at),
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
        let each: Vec<String> = alternative.credentials.iter().map(credential).collect();
        match each.as_slice() {
            [] => "no credentials".to_owned(),
            each => each.join(" and "),
        }
    };
    let all: Vec<String> = alternatives.iter().map(alternative).collect();
    all.join(", or ")
}
