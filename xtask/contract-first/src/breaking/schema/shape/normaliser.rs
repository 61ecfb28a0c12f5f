use std::collections::HashMap;
use std::rc::Rc;

use super::alternative::{Alternative, Choice, Shape, Tag};
use super::conjunct::Conjunct;
use super::expr::{Atom, Expr};
use super::object::UndeclaredNames;
use super::opaque::{Opaque, OpaqueKind};
use super::product::both;
use crate::document::Pointer;
use crate::model::description::{
    Discriminator, Schema, SchemaId, SchemaKeywords, Schemas, TypeSet,
};

/// References, parts and alternatives that may be in each other.
const MAX_DEPTH: usize = 200;

/// Finds out what the schemas of a document accept, each once.
pub struct Normaliser<'d> {
    schemas: &'d Schemas,
    atoms: HashMap<Atom, Rc<Shape>>,
    shapes: HashMap<Expr, Rc<Shape>>,
    /// What is being expanded.
    open: Vec<Atom>,
    slices: Vec<Rc<Shape>>,
    /// Places without a schema.
    vacant: Vec<Pointer>,
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
            vacant: Vec::new(),
            nothing: SchemaKeywords::default(),
        }
    }

    fn get(&self, id: SchemaId) -> Option<&'d Schema> {
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
            None => &self.vacant[id.index() - self.schemas.len()],
        }
    }

    /// Any value, at a place without a schema.
    pub fn vacant(&mut self, at: &Pointer) -> Expr {
        self.vacant.push(at.clone());
        Expr::atom(Atom::Open(self.schemas.beyond(self.vacant.len() - 1)))
    }

    /// What an expression accepts.
    pub fn shape(&mut self, expr: &Expr) -> Rc<Shape> {
        if let Some(shape) = self.shapes.get(expr) {
            return Rc::clone(shape);
        }
        let shape = match expr.atoms() {
            // Whoever asks for it tells where it is.
            [] => Rc::new(Shape::one(Alternative::of(
                self.anything(self.schemas.beyond(0)),
            ))),
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

    /// Something to build expressions of: what a shape accepts.
    pub fn slice(&mut self, shape: Shape) -> Atom {
        self.slices.push(Rc::new(shape));
        Atom::Slice(u32::try_from(self.slices.len() - 1).unwrap_or(u32::MAX))
    }

    /// The schema that stands for an expression in reports.
    pub fn representative(&mut self, expr: &Expr) -> Option<SchemaId> {
        match *expr.atoms().first()? {
            Atom::Whole(id) | Atom::Part(id) | Atom::Open(id) => Some(id),
            Atom::Slice(at) => self.slices[at as usize]
                .alternatives
                .first()
                .map(|one| one.schema),
        }
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

    fn expand(&mut self, atom: Atom) -> Rc<Shape> {
        if let Some(shape) = self.atoms.get(&atom) {
            return Rc::clone(shape);
        }
        let (id, is_part) = match atom {
            Atom::Whole(id) => (id, false),
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
            && (only.whole.is_none() || only.name.is_none())
        {
            let mut only = only.clone();
            only.whole = only.whole.or(Some(atom));
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
                Atom::Whole(id)
            }
        };
        let own = Conjunct::of(keywords, id);
        let wraps_one = own.is_any()
            && keywords.all_of.len() == 1
            && keywords.reference.is_none()
            && keywords.any_of.is_none()
            && keywords.one_of.is_none()
            && !self.is_child(id, keywords.all_of[0]);
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
        self.with_unevaluated(shape, id)
    }

    /// Whether a schema is a child of a parent with a discriminator.
    fn is_child(&self, id: SchemaId, parent: SchemaId) -> bool {
        let parent = self.target(parent);
        let mapping = inherited(self.keywords(parent)).map(|discriminator| &discriminator.mapping);
        mapping.is_some_and(|mapping| mapping.values().any(|child| self.target(*child) == id))
    }

    /// The alternatives of a union.
    fn union(&mut self, id: SchemaId, branches: &[SchemaId], exclusive: bool) -> Rc<Shape> {
        let keywords = &self.schemas[id].keywords;
        let mut alternatives = Vec::new();
        for (branch, schema) in branches.iter().enumerate() {
            let shape = self.expand(Atom::Whole(*schema));
            let target = self.target(*schema);
            let tag = keywords
                .discriminator
                .as_ref()
                .map(|discriminator| Rc::new(self.tag(discriminator, target, id)));
            let tag = tag.filter(|tag| !tag.values.is_empty());
            let choice = Choice { union: id, branch };
            let name = self.name(target).map(Rc::<str>::from);
            alternatives.extend(shape.alternatives.iter().map(|one| {
                let mut one = one.clone();
                one.schema = *schema;
                one.tag = tag.clone().or(one.tag);
                one.name = name.clone().or(one.name);
                if exclusive && branches.len() > 1 {
                    one.choices.push(choice);
                }
                one
            }));
        }
        Rc::new(Shape { alternatives })
    }

    /// The alternatives of a parent: its children.
    fn children(&mut self, id: SchemaId, discriminator: &Discriminator) -> Rc<Shape> {
        let mut targets: Vec<SchemaId> = discriminator
            .mapping
            .values()
            .map(|child| self.target(*child))
            .collect();
        targets.sort_unstable();
        targets.dedup();
        let mut alternatives = Vec::new();
        for child in targets {
            let tag = Rc::new(self.tag(discriminator, child, id));
            let shape = self.expand(Atom::Part(child));
            alternatives.extend(shape.alternatives.iter().map(|one| Alternative {
                tag: Some(Rc::clone(&tag)),
                ..one.clone()
            }));
        }
        Rc::new(Shape { alternatives })
    }

    fn tag(&self, discriminator: &Discriminator, target: SchemaId, schema: SchemaId) -> Tag {
        let mapping = discriminator.mapping.iter();
        let values = mapping.filter(|(_, child)| self.target(**child) == target);
        Tag {
            property: discriminator.property.clone(),
            values: values.map(|(value, _)| value.clone()).collect(),
            schema,
        }
    }

    /// What `unevaluatedProperties` and `unevaluatedItems` leave of the alternatives.
    fn with_unevaluated(&self, shape: Rc<Shape>, id: SchemaId) -> Rc<Shape> {
        let keywords = self.keywords(id);
        let properties = keywords.object.unevaluated_properties;
        let items = keywords.array.unevaluated_items;
        if properties.is_none() && items.is_none() {
            return shape;
        }
        let several = shape.alternatives.len() > 1;
        let alternatives = shape.alternatives.iter().map(|one| {
            let mut rules = (*one.rules).clone();
            let conditional = |rule: &Opaque| matches!(rule.kind, OpaqueKind::Condition { .. });
            // Several alternatives of `anyOf`, a condition and `contains` may all evaluate.
            let unknown = several && one.choices.is_empty()
                || rules.opaque.iter().any(conditional)
                || !rules.object.dependent_schemas.is_empty()
                || items.is_some() && !rules.array.contains.is_empty();
            if unknown {
                rules.opaque.push(Opaque {
                    kind: OpaqueKind::Unevaluated,
                    schema: id,
                });
            } else {
                if let Some(items) = items
                    && rules.array.rest.is_any()
                {
                    rules.array.rest = Expr::schema(items);
                }
                if let Some(properties) = properties
                    && rules.object.additional().is_any()
                {
                    let patterns = rules
                        .object
                        .undeclared
                        .iter()
                        .flat_map(|rule| rule.patterns.clone());
                    let rule = UndeclaredNames {
                        patterns: patterns.collect(),
                        additional: Expr::schema(properties),
                        schema: id,
                        unevaluated: true,
                    };
                    rules.object.undeclared.push(rule);
                }
            }
            Alternative {
                rules: Rc::new(rules),
                whole: None,
                ..one.clone()
            }
        });
        Rc::new(Shape {
            alternatives: alternatives.collect(),
        })
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
