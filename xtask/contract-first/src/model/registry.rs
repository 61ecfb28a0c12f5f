use std::collections::{BTreeSet, HashSet};

use super::constraint::Pattern;
use super::description::{SchemaId, Schemas};
use super::direction::Direction;
use super::named_type::{NamedType, TypeDef};
use super::type_ref::{TypeKind, TypeRef};
use crate::document::{CodePackage, CodeType};

/// Every type with a name: the schemas that a `$ref` leads to, and those inside of others that need one.
pub struct TypeRegistry {
    /// The types; others name them by their index.
    pub types: Vec<NamedType>,
    /// The types that parameters and bodies name themselves.
    pub roots: Vec<(usize, Direction)>,
    /// The types that headers of responses name themselves.
    pub header_roots: Vec<usize>,
    /// The patterns that are asked of texts, each once, in the order in which they were met.
    pub patterns: Vec<Pattern>,
    /// What is asked of values beyond their types.
    pub rules: Rules,
    /// What the names of `components.schemas` in code are made of, used or not, in the document's order.
    pub components: Vec<String>,
}

/// Schemas that values are checked against as they were sent.
#[derive(Default)]
pub struct Rules {
    /// The schemas that they are made of.
    pub schemas: Schemas,
    /// The schemas that constraints name, each once.
    pub roots: Vec<SchemaId>,
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

    /// The shape with the usual types of code: of what is not in a body.
    pub fn with_usual_types(&self, shape: &TypeRef) -> TypeRef {
        let resolved = self.resolve_alias(shape);
        let mut usual = match resolved.code_types {
            Some(_) => TypeRef {
                nullable: self.accepts_null(shape),
                never_null: shape.never_null,
                code_types: None,
                ..resolved.clone()
            },
            None => shape.clone(),
        };
        if let TypeKind::Array(items) = &resolved.kind
            && self.resolve_alias(items).code_types.is_some()
        {
            usual.kind = TypeKind::Array(Box::new(self.with_usual_types(items)));
        }
        usual
    }

    /// The packages of the types of code that were chosen in a language, each once.
    pub fn code_packages(
        &self,
        chosen: impl Fn(&TypeRef) -> Option<&CodeType>,
    ) -> BTreeSet<CodePackage> {
        let types = self.types.iter();
        let mut open: Vec<_> = types.flat_map(|named| named.definition.shapes()).collect();
        let mut packages = BTreeSet::new();
        while let Some(shape) = open.pop() {
            let package = chosen(shape).and_then(|chosen| chosen.package.clone());
            packages.extend(package);
            if let TypeKind::Array(inner) | TypeKind::Map(inner) = &shape.kind {
                open.push(inner);
            }
        }
        packages
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

    /// The types that a shape is made of.
    pub fn reached_by(&self, shape: &TypeRef) -> BTreeSet<usize> {
        let mut open = Vec::new();
        named(shape, &mut open);
        self.reached_from(open).into_iter().collect()
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::{Documentation, TypeOrigin};

    fn named(definition: TypeDef, nullable: bool) -> NamedType {
        NamedType {
            at: "/components/schemas/A".into(),
            source: "A".to_owned(),
            origin: TypeOrigin::Inline,
            documentation: Documentation::default(),
            definition,
            nullable,
            declaration_index: 0,
        }
    }

    /// An alias of an alias of a text that may be null, an enumeration that may be, and an alias of itself.
    fn registry() -> TypeRegistry {
        let alias = |kind, nullable| TypeDef::Alias(TypeRef::of(kind).or_null(nullable));
        TypeRegistry {
            types: vec![
                named(alias(TypeKind::Named(1), false), false),
                named(alias(TypeKind::String, true), false),
                named(TypeDef::Enumeration(vec![json!("a")]), true),
                named(alias(TypeKind::Named(3), false), false),
            ],
            roots: vec![(0, Direction::Request)],
            header_roots: vec![1, 2],
            patterns: Vec::new(),
            rules: Rules::default(),
            components: Vec::new(),
        }
    }

    #[test]
    fn null_is_seen_through_other_names() {
        let types = registry();
        let of = |id| TypeRef::of(TypeKind::Named(id));
        assert!(!types.is_nullable(&of(0)) && types.accepts_null(&of(0)));
        assert!(types.is_nullable(&of(2)));
        let plain = types.without_null(&of(0));
        assert_eq!(plain.kind, TypeKind::String);
        assert!(!types.accepts_null(&plain));
        // The name stays where the type is one of its own.
        let plain = types.without_null(&of(2));
        assert_eq!(plain.kind, TypeKind::Named(2));
        assert!(!types.accepts_null(&plain));
        let list = TypeRef::of(TypeKind::Array(Box::new(of(1))));
        let TypeKind::Array(items) = types.without_null(&list).kind else {
            panic!("an array stays one");
        };
        assert!(!types.accepts_null(&items));
    }

    #[test]
    fn names_are_followed_to_their_end_once() {
        let types = registry();
        let of = |id| TypeRef::of(TypeKind::Named(id));
        assert_eq!(types.resolve_alias(&of(0)).kind, TypeKind::String);
        assert_eq!(types.resolve_alias(&of(3)).kind, TypeKind::Named(3));
        assert!(matches!(
            types.definition(&of(2)),
            Some(TypeDef::Enumeration(_))
        ));
        assert!(types.definition(&of(0)).is_none());
    }

    #[test]
    fn what_only_headers_are_made_of_is_known() {
        let types = registry();
        assert_eq!(reached(&types, Direction::Request), HashSet::from([0, 1]));
        assert_eq!(reached(&types, Direction::Response), HashSet::new());
        assert_eq!(types.only_of_headers(), HashSet::from([2]));
    }
}
