use std::collections::HashSet;

use super::constraint::Pattern;
use super::direction::Direction;
use super::named_type::{NamedType, TypeDef};
use super::type_ref::{TypeKind, TypeRef};

/// Every type with a name: the schemas that a `$ref` leads to, and those inside of others that need one.
pub struct TypeRegistry {
    pub types: Vec<NamedType>,
    /// The types that parameters and bodies name themselves.
    pub roots: Vec<(usize, Direction)>,
    /// The types that headers of responses name themselves.
    pub header_roots: Vec<usize>,
    /// The patterns that are asked of texts, each once, in the order in which they were met.
    pub patterns: Vec<Pattern>,
    /// The names of `components.schemas`, used or not, in the document's order.
    pub components: Vec<String>,
}

impl TypeRegistry {
    /// Whether null is a value: said here, or by the type that is named here.
    pub fn is_nullable(&self, shape: &TypeRef) -> bool {
        let named = match shape.kind {
            // An alias of an optional type is optional by itself.
            TypeKind::Named(id) => self.types[id].nullable,
            _ => false,
        };
        !shape.never_null && (shape.nullable || named)
    }

    /// Whether null is a value, by whatever names the type goes.
    pub fn accepts_null(&self, shape: &TypeRef) -> bool {
        let names = self.aliases_of(shape);
        names
            .iter()
            .any(|shape| self.is_nullable(shape) || shape.kind == TypeKind::Null)
    }

    /// The shape of values that are not null, in arrays neither: as parameters are. A name for a type that has null goes.
    pub fn without_null(&self, shape: &TypeRef) -> TypeRef {
        let named = TypeRef {
            nullable: false,
            ..shape.clone()
        };
        let meant = self.resolve_alias(shape);
        let items = matches!(&meant.kind, TypeKind::Array(items) if self.accepts_null(items));
        let mut plain = match items || self.accepts_null(&named) {
            true => meant.clone(),
            false => named,
        };
        plain.nullable = false;
        plain.never_null = true;
        if let TypeKind::Array(items) = &mut plain.kind {
            **items = self.without_null(items);
        }
        plain
    }

    /// Some types, and those that they are made of.
    pub fn reached_from(&self, mut open: Vec<usize>) -> HashSet<usize> {
        let mut seen = HashSet::new();
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                let shapes = self.types[id].definition.shapes();
                shapes.into_iter().for_each(|shape| named(shape, &mut open));
            }
        }
        seen
    }

    /// The types that nothing but headers of responses is made of.
    pub fn only_of_headers(&self) -> HashSet<usize> {
        let others = self.reached_from(self.roots.iter().map(|(id, _)| *id).collect());
        let headers = self.reached_from(self.header_roots.clone());
        headers.difference(&others).copied().collect()
    }

    /// The type with a name that a type is in the end.
    pub fn definition(&self, shape: &TypeRef) -> Option<&TypeDef> {
        match self.resolve_alias(shape).kind {
            TypeKind::Named(id) => Some(&self.types[id].definition),
            _ => None,
        }
    }

    /// The shape behind any other names for it.
    pub fn resolve_alias<'s>(&'s self, shape: &'s TypeRef) -> &'s TypeRef {
        self.aliases_of(shape).pop().unwrap_or(shape)
    }

    /// A shape, and those that it is another name for.
    fn aliases_of<'s>(&'s self, shape: &'s TypeRef) -> Vec<&'s TypeRef> {
        let mut names = vec![shape];
        let mut shape = shape;
        let mut seen = HashSet::new();
        while let TypeKind::Named(id) = shape.kind
            && let TypeDef::Alias(inner) = &self.types[id].definition
            && seen.insert(id)
        {
            shape = inner;
            names.push(shape);
        }
        names
    }
}

/// The types that values of one direction are made of.
pub fn reached(types: &TypeRegistry, direction: Direction) -> HashSet<usize> {
    let roots = types.roots.iter().filter(|(_, way)| *way == direction);
    types.reached_from(roots.map(|(id, _)| *id).collect())
}

fn named(shape: &TypeRef, found: &mut Vec<usize>) {
    match &shape.kind {
        TypeKind::Named(id) => found.push(*id),
        TypeKind::Array(inner) | TypeKind::Map(inner) => named(inner, found),
        _ => {}
    }
}
