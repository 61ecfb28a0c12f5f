//! Alternatives that together take what none of them takes alone.

use std::rc::Rc;

use serde_json::Value;

use super::enums::all_listed;
use super::frame::Frame;
use super::pair::Fit;
use crate::breaking::schema::shape::{
    Alternative, Conjunct, DeclaredValues, Shape, Sourced, ValueType, ValueTypes,
};

/// How many properties are split at once.
const MAX_DEPTH: usize = 2;
/// Properties that are tried, and pieces of each.
const MAX_NAMES: usize = 4;
const MAX_PIECES: usize = 32;

impl Frame<'_, '_> {
    /// Whether every value of an alternative, in some types, fits one of several.
    pub fn is_covered(
        &mut self,
        narrow: &Alternative,
        wide: &[&Alternative],
        types: ValueTypes,
        depth: usize,
    ) -> bool {
        if wide.len() < 2 && depth == 0 {
            return false;
        }
        if let Some(values) = all_listed(&narrow.rules, types) {
            let side = self.wide_side();
            let shape = Shape {
                alternatives: wide
                    .iter()
                    .map(|alternative| (*alternative).clone())
                    .collect(),
            };
            return values
                .iter()
                .all(|value| self.accepts(side, &shape, value) == Fit::Yes);
        }
        let kinds: Vec<ValueType> = types.iter().collect();
        if kinds.len() > 1 {
            return kinds.into_iter().all(|kind| {
                let only = ValueTypes::one(kind);
                self.fits_one(narrow, wide, only) || self.is_covered(narrow, wide, only, depth)
            });
        }
        types.contains(ValueType::Object)
            && depth < MAX_DEPTH
            && self.is_covered_by_property(narrow, wide, depth)
    }

    fn fits_one(&mut self, narrow: &Alternative, all: &[&Alternative], types: ValueTypes) -> bool {
        all.iter().any(|wide| {
            let attempt = self.attempt(|frame| frame.pair_up(narrow, wide, types));
            self.holds(&attempt) && !self.is_refused(narrow, wide, all)
        })
    }

    /// Whether a value may fit another branch of a `oneOf` too.
    fn is_refused(
        &mut self,
        narrow: &Alternative,
        chosen: &Alternative,
        all: &[&Alternative],
    ) -> bool {
        all.iter()
            .any(|other| chosen.excludes(other) && !self.are_disjoint(narrow, other))
    }

    /// Splits the objects by what a property of them is.
    fn is_covered_by_property(
        &mut self,
        narrow: &Alternative,
        wide: &[&Alternative],
        depth: usize,
    ) -> bool {
        let side = self.narrow_side();
        let names: Vec<String> = narrow.rules.object.properties.keys().cloned().collect();
        let mut tried = 0;
        for name in names {
            let value = narrow.rules.object.value_of(&name);
            let shape = self.shape_of(side, &value);
            let pieces = pieces(&shape);
            if pieces.len() < 2 || pieces.len() > MAX_PIECES || tried >= MAX_NAMES {
                continue;
            }
            if !self.graph.split(pieces.len()) {
                return false;
            }
            tried += 1;
            let object = ValueTypes::one(ValueType::Object);
            let mut split: Vec<Alternative> = Vec::new();
            for piece in pieces {
                split.push(self.with_property(narrow, &name, piece, true));
            }
            if !narrow.rules.object.requires(&name) {
                split.push(self.with_property(
                    narrow,
                    &name,
                    Shape {
                        alternatives: Vec::new(),
                    },
                    false,
                ));
            }
            let covered = split.iter().all(|piece| {
                self.fits_one(piece, wide, object)
                    || self.is_covered(piece, wide, object, depth + 1)
            });
            if covered {
                return true;
            }
        }
        false
    }

    fn with_property(
        &mut self,
        narrow: &Alternative,
        name: &str,
        piece: Shape,
        required: bool,
    ) -> Alternative {
        let side = self.narrow_side();
        let atom = self.normaliser(side).slice(piece);
        let mut rules = (*narrow.rules).clone();
        rules.object = rules.object.with_property(name, atom, rules.schema);
        if required {
            rules.object.required.insert(name.to_owned(), rules.schema);
        }
        Alternative {
            rules: Rc::new(rules),
            atom: None,
            ..narrow.clone()
        }
    }
}

/// What a value is made of: one alternative, one type, or one listed value each.
fn pieces(shape: &Shape) -> Vec<Shape> {
    let mut pieces = Vec::new();
    for alternative in &shape.alternatives {
        let types = alternative.rules.types.value;
        for kind in types.iter() {
            let only = ValueTypes::one(kind);
            let mut rules = (*alternative.rules).clone();
            rules.types.value = only;
            match alternative.rules.values_of(only) {
                Some(values) => pieces.extend(
                    values
                        .into_iter()
                        .map(|value| piece(alternative, &rules, Some(value))),
                ),
                None if kind == ValueType::Boolean => {
                    pieces.extend(
                        [true, false]
                            .map(|value| piece(alternative, &rules, Some(&Value::Bool(value)))),
                    );
                }
                None => pieces.push(piece(alternative, &rules, None)),
            }
        }
    }
    pieces
}

fn piece(one: &Alternative, rules: &Conjunct, value: Option<&Value>) -> Shape {
    let mut rules = rules.clone();
    if let Some(value) = value {
        let values: DeclaredValues = Sourced::new(vec![value.clone()], rules.schema);
        rules.values = Some(values);
    }
    Shape::one(Alternative {
        rules: Rc::new(rules),
        atom: None,
        ..one.clone()
    })
}
