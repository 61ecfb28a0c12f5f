//! Alternatives that only list values.

use std::rc::Rc;

use super::alternative::{Alternative, Choice};
use super::conjunct::Conjunct;
use crate::breaking::schema::values;
use crate::model::description::{SchemaId, SchemaKeywords};

/// Merges the alternatives of a union that only list values into one list, unless a `oneOf` distinguishes them.
pub fn merged(alternatives: Vec<Alternative>, union: SchemaId) -> Vec<Alternative> {
    let mergeable: Vec<usize> = mergeable(&alternatives, union);
    let mut all = Vec::new();
    let mut overlap = false;
    for value in mergeable
        .iter()
        .flat_map(|at| &alternatives[*at].rules.values)
        .flat_map(|listed| &listed.value)
    {
        overlap |= values::contains(&all, value);
        all.push(value.clone());
    }
    let is_exclusive = mergeable
        .iter()
        .any(|at| !alternatives[*at].choices.is_empty());
    let mut first = match mergeable.as_slice() {
        [first, _, ..] if !(is_exclusive && overlap) => alternatives[*first].clone(),
        _ => return alternatives,
    };
    for choice in &mut first.choices {
        if choice.union == union {
            choice.branch = None;
        }
    }
    let rules = Conjunct::of(
        &SchemaKeywords {
            values: Some(all),
            ..SchemaKeywords::default()
        },
        union,
    );
    let places = alternatives.into_iter().enumerate();
    let others = places.filter(|(at, _)| !mergeable.contains(at));
    let mut alternatives: Vec<Alternative> = others.map(|(_, alternative)| alternative).collect();
    alternatives.push(Alternative {
        rules: Rc::new(rules),
        atom: None,
        name: None,
        ..first
    });
    alternatives
}

/// The alternatives that can be one list: each is a branch of the union, and they are in the same branches of all other unions.
fn mergeable(alternatives: &[Alternative], union: SchemaId) -> Vec<usize> {
    let others = |alternative: &Alternative| -> Vec<Choice> {
        let choices = alternative.choices.iter().copied();
        choices.filter(|choice| choice.union != union).collect()
    };
    let branch = |alternative: &Alternative| {
        alternative
            .choices
            .iter()
            .find(|choice| choice.union == union)
            .copied()
    };
    let is_only_of_branch = |alternative: &Alternative| {
        let chosen = branch(alternative);
        let beside = alternatives.iter().filter(|other| branch(other) == chosen);
        chosen.is_none() || beside.count() == 1
    };
    let mut listed = alternatives
        .iter()
        .enumerate()
        .filter(|(_, alternative)| only_lists(alternative) && is_only_of_branch(alternative));
    let Some((first, alternative)) = listed.next() else {
        return Vec::new();
    };
    let shared = others(alternative);
    let same = listed.filter(|(_, alternative)| others(alternative) == shared);
    [first].into_iter().chain(same.map(|(at, _)| at)).collect()
}

fn only_lists(alternative: &Alternative) -> bool {
    let rules = &alternative.rules;
    let scalar = |listed: &Vec<serde_json::Value>| {
        listed
            .iter()
            .all(|value| !value.is_array() && !value.is_object())
    };
    alternative.tag.is_none()
        && rules.opaque.is_empty()
        && rules
            .values
            .as_ref()
            .is_some_and(|listed| scalar(&listed.value))
}
