use std::collections::BTreeSet;

use crate::model::{Contract, Operation, RequiredScheme, SecurityScheme};

/// Leaves out the schemes that no operation takes.
pub fn keep_used(contract: &mut Contract) {
    let used: BTreeSet<usize> = contract
        .operations
        .iter()
        .flat_map(|one| one.security.iter().flatten())
        .map(|required| required.index)
        .collect();
    let mut index = 0;
    contract.schemes.retain(|_| {
        index += 1;
        used.contains(&(index - 1))
    });
    let place = |scheme: &usize| used.range(..scheme).count();
    let operations = contract.operations.iter_mut();
    let alternatives = operations.flat_map(|one| &mut one.security);
    for required in alternatives.flatten() {
        required.index = place(&required.index);
    }
}

/// What the option for each scheme is called, in any case: after its kind, or as the document does where several are of that kind.
pub fn option_words(schemes: &[SecurityScheme]) -> Vec<String> {
    let kinds: Vec<_> = schemes.iter().map(|scheme| scheme.kind.words()).collect();
    let words = schemes.iter().zip(&kinds).map(|(scheme, kind)| {
        let several = kinds.iter().filter(|other| *other == kind).count() > 1;
        match several {
            true => scheme.key.clone(),
            false => (*kind).to_owned(),
        }
    });
    words.collect()
}

/// Pairs of schemes that every operation takes either of, and none takes together: a caller who gives both has made a mistake.
pub fn exclusive(contract: &Contract) -> Vec<(usize, usize)> {
    let (schemes, operations) = (contract.schemes.len(), &contract.operations);
    let places = |scheme: usize| -> BTreeSet<usize> {
        let only = |one: &Vec<RequiredScheme>| one.len() == 1 && one[0].index == scheme;
        let takes = |operation: &Operation| operation.security.iter().any(only);
        let numbered = operations.iter().enumerate();
        numbered
            .filter(|(_, one)| takes(one))
            .map(|(index, _)| index)
            .collect()
    };
    let alone = |scheme: usize| {
        let mut alternatives = operations.iter().flat_map(|one| &one.security);
        alternatives
            .all(|one| one.len() == 1 || one.iter().all(|required| required.index != scheme))
    };
    let pairs = (0..schemes).flat_map(|one| (one + 1..schemes).map(move |other| (one, other)));
    pairs
        .filter(|(one, other)| {
            let taken = places(*one);
            alone(*one) && alone(*other) && !taken.is_empty() && taken == places(*other)
        })
        .collect()
}
