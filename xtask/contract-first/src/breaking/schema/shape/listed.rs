//! Alternatives that only list values.

use std::rc::Rc;

use super::alternative::Alternative;
use super::conjunct::Conjunct;
use crate::breaking::schema::values;
use crate::model::description::{SchemaId, SchemaKeywords};

/// Writes the alternatives of a union that only list values as one list.
pub fn merged(alternatives: Vec<Alternative>, union: SchemaId) -> Vec<Alternative> {
    let (listed, mut others): (Vec<_>, Vec<_>) = alternatives.into_iter().partition(only_lists);
    let mut all = Vec::new();
    let mut overlap = false;
    for value in listed
        .iter()
        .flat_map(|one| &one.rules.values)
        .flat_map(|listed| &listed.value)
    {
        overlap |= values::contains(&all, value);
        all.push(value.clone());
    }
    let is_exclusive = listed.iter().any(|one| !one.choices.is_empty());
    if listed.len() < 2 || is_exclusive && overlap {
        others.extend(listed);
        return others;
    }
    let rules = Conjunct::of(
        &SchemaKeywords {
            values: Some(all),
            ..SchemaKeywords::default()
        },
        union,
    );
    others.push(Alternative {
        rules: Rc::new(rules),
        choices: listed[0].choices.clone(),
        whole: None,
        name: None,
        ..listed[0].clone()
    });
    others
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
