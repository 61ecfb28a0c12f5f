use std::collections::HashMap;
use std::rc::Rc;

use super::alternative::{Alternative, Shape};
use super::conjunct::Conjunct;
use super::expr::{Atom, Expr};
use super::mentions::{mentions_names_in_choices, with_mentioning_schema};
use super::negation::without_refused;
use super::opaque::OpaqueKind;
use super::product::both;
use crate::document::Pointer;
use crate::model::description::{
    Discriminator, Schema, SchemaId, SchemaKeywords, Schemas, TypeSet,
};

/// References, parts and alternatives that may be in each other.
const MAX_DEPTH: usize = 200;

/// Finds out what the schemas of a document accept, each once.
pub struct Normaliser<'d> {
    pub(super) schemas: &'d Schemas,
    atoms: HashMap<Atom, Rc<Shape>>,
    shapes: HashMap<Expr, Rc<Shape>>,
    /// What is being expanded.
    open: Vec<Atom>,
    slices: Vec<Rc<Shape>>,
    /// The slices that have the same fingerprint.
    alike: HashMap<u64, Vec<u32>>,
    /// Places without a schema; the first is the document, for any value of no place.
    absent: Vec<Pointer>,
    nothing: SchemaKeywords,
}

impl<'d> Normaliser<'d> {
    pub fn new(schemas: &'d Schemas) -> Self {
        Self {
            schemas,
            atoms: HashMap::new(),
            shapes: HashMap::new(),
            open: Vec::new(),
            slices: Vec::new(),
            alike: HashMap::new(),
            absent: vec![Pointer::default()],
            nothing: SchemaKeywords::default(),
        }
    }

    pub(super) fn get(&self, id: SchemaId) -> Option<&'d Schema> {
        (id.index() < self.schemas.len()).then(|| &self.schemas[id])
    }

    pub fn keywords(&self, id: SchemaId) -> &SchemaKeywords {
        self.get(id)
            .map_or(&self.nothing, |schema| &schema.keywords)
    }

    pub fn name(&self, id: SchemaId) -> Option<&'d str> {
        self.get(id)?.name.as_deref()
    }

    pub fn at(&self, id: SchemaId) -> &Pointer {
        match self.get(id) {
            Some(schema) => &schema.at,
            None => &self.absent[id.index() - self.schemas.len()],
        }
    }

    /// Any value, at a place without a schema.
    pub fn absent(&mut self, at: &Pointer) -> Expr {
        self.absent.push(at.clone());
        Expr::atom(Atom::Open(self.schemas.beyond(self.absent.len() - 1)))
    }

    /// What an expression accepts.
    pub fn shape(&mut self, expr: &Expr) -> Rc<Shape> {
        if let Some(shape) = self.shapes.get(expr) {
            return Rc::clone(shape);
        }
        let shape = match expr.atoms() {
            [] => Rc::new(Shape::one(Alternative::of(self.anything(self.nowhere())))),
            [first, others @ ..] => {
                let first = self.expand(*first);
                others
                    .iter()
                    .fold(first, |shape, atom| both(&shape, &self.expand(*atom)))
            }
        };
        self.shapes.insert(expr.clone(), Rc::clone(&shape));
        shape
    }

    /// Something to build expressions of: what a shape accepts. The same shape is the same atom, or comparisons of what is in itself
    /// would not end.
    pub fn slice(&mut self, shape: Shape) -> Atom {
        let next = u32::try_from(self.slices.len()).unwrap_or(u32::MAX);
        let alike = self.alike.entry(shape.fingerprint()).or_default();
        let mut known = alike.iter().copied();
        if let Some(at) = known.find(|at| *self.slices[*at as usize] == shape) {
            return Atom::Slice(at);
        }
        alike.push(next);
        self.slices.push(Rc::new(shape));
        Atom::Slice(next)
    }

    /// How many slices there are.
    pub fn sliced(&self) -> usize {
        self.slices.len()
    }

    /// The schema that stands for an expression in reports.
    pub fn representative(&self, expr: &Expr) -> SchemaId {
        let found = match expr.atoms().first().copied() {
            Some(Atom::Schema(id) | Atom::Part(id) | Atom::Open(id)) => Some(id),
            Some(Atom::Slice(at)) => {
                let alternatives = &self.slices[at as usize].alternatives;
                alternatives.first().map(|alternative| alternative.schema)
            }
            None => None,
        };
        found.unwrap_or_else(|| self.nowhere())
    }

    fn nowhere(&self) -> SchemaId {
        self.schemas.beyond(0)
    }

    /// The component that a schema is, as code knows it: itself, or where its reference leads.
    pub fn component(&self, id: SchemaId) -> Option<(SchemaId, &'d str)> {
        let mut id = id;
        for _ in 0..MAX_DEPTH {
            if let Some(name) = self.name(id) {
                return Some((id, name));
            }
            let keywords = self.keywords(id);
            id = match (keywords.reference, keywords.all_of.as_slice()) {
                (Some(next), []) => next,
                (None, [next]) => *next,
                _ => return None,
            };
        }
        None
    }

    fn anything(&self, id: SchemaId) -> Conjunct {
        Conjunct::of(&self.nothing, id)
    }

    /// The schema at the end of a chain of references.
    pub fn target(&self, id: SchemaId) -> SchemaId {
        let mut id = id;
        for _ in 0..MAX_DEPTH {
            match only_reference(self.keywords(id)) {
                Some(next) => id = next,
                None => break,
            }
        }
        id
    }

    pub(super) fn expand(&mut self, atom: Atom) -> Rc<Shape> {
        if let Some(shape) = self.atoms.get(&atom) {
            return Rc::clone(shape);
        }
        let (id, is_part) = match atom {
            Atom::Schema(id) => (id, false),
            Atom::Part(id) => (id, true),
            Atom::Open(id) => return Rc::new(Shape::one(Alternative::of(self.anything(id)))),
            Atom::Slice(at) => return Rc::clone(&self.slices[at as usize]),
        };
        if self.open.contains(&atom) || self.open.len() >= MAX_DEPTH {
            let rules = Conjunct::opaque(OpaqueKind::Unbounded, id);
            return Rc::new(Shape::one(Alternative::of(rules)));
        }
        self.open.push(atom);
        let mut shape = self.expand_schema(id, is_part);
        self.open.pop();
        if let [only] = shape.alternatives.as_slice()
            && (only.atom.is_none() || only.name.is_none())
        {
            let mut only = only.clone();
            only.atom = only.atom.or(Some(atom));
            only.name = only.name.or_else(|| self.name(id).map(Rc::from));
            shape = Rc::new(Shape::one(only));
        }
        self.atoms.insert(atom, Rc::clone(&shape));
        shape
    }

    fn expand_schema(&mut self, id: SchemaId, is_part: bool) -> Rc<Shape> {
        let keywords = &self.schemas[id].keywords;
        if !is_part && let Some(discriminator) = inherited(keywords) {
            return self.children(id, discriminator);
        }
        let wrap = |id| {
            if is_part {
                Atom::Part(id)
            } else {
                Atom::Schema(id)
            }
        };
        let own = Conjunct::of(keywords, id);
        let wraps_one = own.is_any()
            && keywords.all_of.len() == 1
            && keywords.reference.is_none()
            && keywords.any_of.is_none()
            && keywords.one_of.is_none()
            && !self.is_child(id, keywords.all_of[0]);
        let refused = keywords.not.map(|not| self.expand(Atom::Schema(not)));
        let own = without_refused(own, refused.as_deref());
        let mut shape = match own.is_never() {
            true => Rc::new(Shape {
                alternatives: Vec::new(),
            }),
            false => Rc::new(Shape::one(Alternative::of(own))),
        };
        if let Some(target) = keywords.reference {
            shape = both(&shape, &self.expand(wrap(target)));
        }
        for part in &keywords.all_of {
            let part = if wraps_one {
                wrap(*part)
            } else {
                Atom::Part(*part)
            };
            shape = both(&shape, &self.expand(part));
        }
        for (branches, exclusive) in [(&keywords.any_of, false), (&keywords.one_of, true)] {
            if let Some(branches) = branches {
                shape = both(&shape, &self.union(id, branches, exclusive));
            }
        }
        let shape = self.with_unevaluated(shape, id);
        if mentions_names_in_choices(keywords) {
            with_mentioning_schema(&shape, id)
        } else {
            shape
        }
    }

    /// Whether a schema is a child of a parent with a discriminator.
    fn is_child(&self, id: SchemaId, parent: SchemaId) -> bool {
        let parent = self.target(parent);
        let mapping = inherited(self.keywords(parent)).map(|discriminator| &discriminator.mapping);
        mapping.is_some_and(|mapping| mapping.values().any(|child| self.target(*child) == id))
    }
}

/// The discriminator of a parent whose children have it in `allOf`.
fn inherited(keywords: &SchemaKeywords) -> Option<&Discriminator> {
    let chooses = keywords.any_of.is_some() || keywords.one_of.is_some();
    let discriminator = keywords.discriminator.as_ref().filter(|_| !chooses)?;
    (!discriminator.mapping.is_empty()).then_some(discriminator)
}

/// Where a schema leads that says nothing of values but a reference.
fn only_reference(keywords: &SchemaKeywords) -> Option<SchemaId> {
    let reference = keywords.reference?;
    let others = SchemaKeywords {
        reference: None,
        default: None,
        xml: None,
        read_only: false,
        write_only: false,
        deprecated: false,
        ..keywords.clone()
    };
    (others
        == SchemaKeywords {
            types: TypeSet::ALL,
            ..SchemaKeywords::default()
        })
    .then_some(reference)
}
