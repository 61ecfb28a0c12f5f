use std::collections::BTreeSet;

use crate::model::{Contract, Operation, RequiredScheme, SecurityScheme};

/// What the option for each scheme is called, in any case: after its kind, or as the document or its overlay does where several are of that kind or a name was chosen.
pub fn option_words(schemes: &[SecurityScheme]) -> Vec<String> {
    let kinds: Vec<_> = schemes.iter().map(|scheme| scheme.kind.words()).collect();
    let words = schemes.iter().zip(&kinds).map(|(scheme, kind)| {
        let several = kinds.iter().filter(|other| *other == kind).count() > 1;
        match several || scheme.name != scheme.key {
            true => scheme.name.clone(),
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
