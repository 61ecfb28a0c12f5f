use std::rc::Rc;

use super::alternative::{Alternative, Shape};
use super::conjunct::Conjunct;
use super::opaque::OpaqueKind;

/// More alternatives than this are not multiplied.
const MAX_ALTERNATIVES: usize = 256;

/// What fits both.
pub fn both(one: &Rc<Shape>, other: &Rc<Shape>) -> Rc<Shape> {
    if let [alternative] = one.alternatives.as_slice()
        && alternative.rules.is_any()
        && alternative.choices.is_empty()
    {
        return Rc::clone(other);
    }
    if let [alternative] = other.alternatives.as_slice()
        && alternative.rules.is_any()
        && alternative.choices.is_empty()
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
    let alternatives = pairs.filter_map(|(a, b)| combined(a, b));
    Rc::new(Shape {
        alternatives: alternatives.collect(),
    })
}

fn combined(one: &Alternative, other: &Alternative) -> Option<Alternative> {
    if one.excludes(other) {
        return None;
    }
    let rules = one.rules.and(&other.rules);
    if rules.is_never() {
        return None;
    }
    let mut choices = one.choices.clone();
    choices.extend(
        other
            .choices
            .iter()
            .filter(|choice| !one.choices.contains(choice)),
    );
    // What is written as a branch tells where an alternative is.
    let is_branch = |alternative: &Alternative| {
        alternative.tag.is_some() || !alternative.choices.is_empty() || alternative.name.is_some()
    };
    let branch = if is_branch(other) { other } else { one };
    Some(Alternative {
        rules: Rc::new(rules),
        choices,
        tag: one.tag.clone().or_else(|| other.tag.clone()),
        schema: branch.schema,
        whole: None,
        name: branch.name.clone(),
    })
}
