use std::rc::Rc;

use super::alternative::{Alternative, Shape};
use super::conjunct::Conjunct;
use super::opaque::OpaqueKind;

/// More alternatives than this are not multiplied.
const MAX_ALTERNATIVES: usize = 256;

/// What fits both.
pub fn both(one: &Rc<Shape>, other: &Rc<Shape>) -> Rc<Shape> {
    if let [alternative] = one.alternatives.as_slice()
        && alternative.is_silent()
    {
        return Rc::clone(other);
    }
    if let [alternative] = other.alternatives.as_slice()
        && alternative.is_silent()
    {
        return Rc::clone(one);
    }
    let (many, most) = (one.alternatives.len(), other.alternatives.len());
    if many > 1 && most > 1 && many * most > MAX_ALTERNATIVES {
        let schema = one.alternatives[0].schema;
        return Rc::new(Shape::one(Alternative::of(Conjunct::opaque(
            OpaqueKind::Unbounded,
            schema,
        ))));
    }
    let pairs = one
        .alternatives
        .iter()
        .flat_map(|a| other.alternatives.iter().map(move |b| (a, b)));
    let are_branches = (many > 1, most > 1);
    let alternatives = pairs.filter_map(|(a, b)| combined(a, b, are_branches));
    Rc::new(Shape {
        alternatives: alternatives.collect(),
    })
}

/// What fits two alternatives, each of which may be one of several.
fn combined(
    one: &Alternative,
    other: &Alternative,
    are_branches: (bool, bool),
) -> Option<Alternative> {
    if one.excludes(other) {
        return None;
    }
    let rules = one.rules.and(&other.rules);
    if rules.is_never() {
        return None;
    }
    // What is written as a branch tells where an alternative is, and names it; a component that is only a part of all does not.
    let is_branch = |alternative: &Alternative, is_one_of_several: bool| {
        is_one_of_several || alternative.tag.is_some() || !alternative.choices.is_empty()
    };
    let (branch, name) = if is_branch(other, are_branches.1) {
        (other, other.name.clone())
    } else if is_branch(one, are_branches.0) {
        (one, one.name.clone())
    } else if other.name.is_some() {
        (other, None)
    } else {
        (one, None)
    };
    Some(Alternative {
        rules: Rc::new(rules),
        choices: joined(&one.choices, &other.choices),
        mentioning: joined(&one.mentioning, &other.mentioning),
        tag: one.tag.clone().or_else(|| other.tag.clone()),
        schema: branch.schema,
        atom: None,
        name,
    })
}

fn joined<T: Copy + PartialEq>(one: &[T], other: &[T]) -> Vec<T> {
    let mut all = one.to_vec();
    all.extend(other.iter().filter(|new| !one.contains(new)));
    all
}
