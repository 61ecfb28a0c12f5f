use std::collections::HashSet;

use serde_json::Value;

use super::data::{Alias, Enumeration, Head, Model};
use crate::backend::Recursion;
use crate::backend::names::literal;
use crate::backend::rust::docs::documentation;
use crate::backends::rust_axum::code::constant::{shown, variants};
use crate::backends::rust_axum::code::types::{Place, RustTypes, boxed, option};
use crate::backends::rust_axum::helper::{Check, Code, CodeNeeds, Helper, ModelHelper};
use crate::backends::rust_axum::imports::{self, Path, import};
use crate::model::{
    Direction, NamedType, TypeDef, TypeKind, TypeOrigin, TypeRef, TypeRegistry, reached,
};
use crate::text::markdown::code;

/// Writes the models, after the operations: those tell which way each type goes.
pub struct Models<'t> {
    pub(super) types: &'t RustTypes<'t>,
    recursion: Recursion,
    requests: HashSet<usize>,
    responses: HashSet<usize>,
    /// The types that parameters are made of.
    parameters: &'t HashSet<usize>,
    pub needs: CodeNeeds,
}

/// A type, and which way it goes.
#[derive(Clone, Copy)]
pub(super) struct Written<'t> {
    pub id: usize,
    pub named: &'t NamedType,
    pub request: bool,
    pub response: bool,
}

/// A trait that models derive, and what it is in scope by.
type Derive = (&'static str, Option<Path>);

const PLAIN: [Derive; 3] = [("Clone", None), ("Debug", None), ("PartialEq", None)];
const VALUE: [Derive; 3] = [("Copy", None), ("Eq", None), ("Hash", None)];
pub(super) const DESERIALIZE: Derive = ("Deserialize", Some(imports::DESERIALIZE));
pub(super) const SERIALIZE: Derive = ("Serialize", Some(imports::SERIALIZE));
pub(super) const VALIDATE: Derive = ("Validate", Some(imports::VALIDATE));

impl<'t> Models<'t> {
    pub fn of(types: &'t RustTypes<'t>, parameters: &'t HashSet<usize>) -> Self {
        let registry: &TypeRegistry = types;
        let of_headers = registry.reached_from(registry.header_roots.clone());
        Self {
            types,
            parameters,
            recursion: Recursion::of(registry),
            requests: reached(registry, Direction::Request),
            responses: reached(registry, Direction::Response)
                .into_iter()
                .chain(of_headers)
                .collect(),
            needs: CodeNeeds::default(),
        }
    }

    /// All of them: those of `components.schemas` in the document's order, then the others.
    pub fn all(&mut self) -> Vec<Model> {
        let types = self.types;
        let described = types.only_of_multipart();
        let order = (0..types.types.len()).filter(|id| !described.contains(id));
        let mut order: Vec<_> = order.collect();
        order.sort_by_key(|id| (types.types[*id].declaration_index, *id));
        order.into_iter().map(|id| self.model(id)).collect()
    }

    fn model(&mut self, id: usize) -> Model {
        let types = self.types;
        let written = Written {
            id,
            named: &types.types[id],
            request: self.requests.contains(&id),
            response: self.responses.contains(&id),
        };
        match &written.named.definition {
            TypeDef::Alias(shape) => Model::Alias(self.alias(written, shape)),
            TypeDef::Enumeration(values) => self.enumeration(written, values),
            TypeDef::Struct {
                fields,
                rest,
                rules,
            } => Model::Object(self.structure(written, fields, rest, rules)),
            TypeDef::Union(union) => Model::Union(self.union(written, union)),
        }
    }

    pub(super) fn head(&self, written: Written) -> Head {
        let named = written.named;
        Head {
            name: self.types.names[written.id].clone(),
            docs: documentation(&named.documentation, &otherwise(named)),
            request: written.request,
            response: written.response,
        }
    }

    fn alias(&mut self, written: Written, shape: &TypeRef) -> Alias {
        let head = self.head(written);
        Alias {
            name: head.name,
            docs: head.docs,
            rust: self.needs.take(self.types.rust(shape, Place::Models)),
        }
    }

    fn enumeration(&mut self, written: Written, values: &[Value]) -> Model {
        let texts = values.iter().all(Value::is_string);
        if written.request {
            self.needs.helper(Helper::Check(Check::Read));
        }
        // Deserialize is written out: the derived one takes an object with one key for a name.
        let serialize = (written.response && texts).then_some(SERIALIZE);
        let listed: Vec<_> = values
            .iter()
            .map(|value| format!("`{}`", shown(value)))
            .collect();
        let enumeration = Enumeration {
            head: self.head(written),
            expected: literal(&format!("must be one of {}", listed.join(", "))),
            variants: variants(values),
            derives: self.derives(VALUE.into_iter().chain(serialize)),
            parameter: self.parameters.contains(&written.id),
        };
        if texts {
            return Model::Enumeration(enumeration);
        }
        if written.request {
            self.needs.helper(Helper::Model(ModelHelper::Constants));
        }
        Model::Constants(enumeration)
    }

    /// The traits that a model derives, beside those of all.
    pub(super) fn derives(&mut self, further: impl IntoIterator<Item = Derive>) -> String {
        let derives: Vec<_> = PLAIN.into_iter().chain(further).collect();
        let paths = derives.iter().filter_map(|(_, path)| *path);
        self.needs.imports.extend(paths.map(import));
        let names: Vec<_> = derives.iter().map(|(name, _)| *name).collect();
        names.join(", ")
    }

    /// The type of a value inside of a model.
    pub(super) fn held(&self, holder: usize, shape: &TypeRef) -> Code {
        let plain = self.types.rust_plain(shape, Place::Models);
        let plain = match self.is_boxed(holder, shape) {
            true => boxed(plain),
            false => plain,
        };
        match self.types.is_nullable(shape) {
            true => option(plain),
            false => plain,
        }
    }

    /// Whether a value inside of a model is in a box, so that the model has an end.
    pub(super) fn is_boxed(&self, holder: usize, shape: &TypeRef) -> bool {
        matches!(shape.kind, TypeKind::Named(id) if self.recursion.boxed(holder, id))
    }
}

/// What is said of a type that says nothing of itself.
fn otherwise(named: &NamedType) -> String {
    match &named.origin {
        TypeOrigin::Component(name) => format!("The document's {}.", code(name)),
        TypeOrigin::Reference => format!("The document's {}.", code(named.at.as_str())),
        TypeOrigin::Inline => format!("What stands at {}.", code(named.at.as_str())),
    }
}
