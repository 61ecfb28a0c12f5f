use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use serde_json::{Map, Value};

use super::cost::Cost;
use super::direction::DirectionAnalysis;
use super::hierarchy::{Extent, Hierarchy};
use super::one_way::OneWay;
use super::read::Site;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::schema;
use crate::document::{Pointer, Size};
use crate::model::description::SchemaId;
use crate::model::{
    Direction, Documentation, NamedType, Rules, TypeDef, TypeKind, TypeOrigin, TypeRef,
    TypeRegistry,
};
use crate::read::code_name::{check_code_name, code_name};
use crate::read::description;
use crate::read::documentation::{documentation, of_object};
use crate::read::reference::{may_be_schema, refuse_target};
use crate::text::pascal;

/// Reads schemas, and gives each that needs a name a place in the registry.
pub struct SchemaReader<'a> {
    pub root: &'a Value,
    /// OpenAPI 3.0, where a few keywords mean something else.
    pub old: bool,
    pub types: TypeRegistry,
    /// What came to light in each type.
    pub diagnostics: Vec<Diagnostics>,
    /// By `$ref`, by what of it, and by direction where that makes a difference.
    known: HashMap<(String, Extent, Option<Direction>), usize>,
    /// The places of `components.schemas`.
    components: HashMap<String, usize>,
    /// The entries that turned out to be types of their own.
    defined: HashSet<usize>,
    directions: DirectionAnalysis,
    /// Which schemas are made of which.
    pub(super) hierarchy: Rc<Hierarchy<'a>>,
    /// What is known of `$ref`s by now.
    pub(super) one_way: RefCell<HashMap<(String, OneWay), bool>>,
    /// What reading took so far.
    pub(super) cost: Cost,
    /// Types that have their place, and are read when the one that named them is done.
    deferred: Vec<Deferred<'a>>,
    /// How many names in a row each type is, by its index, as far as that is known.
    pub(super) alias_levels: Vec<usize>,
    /// Reads the schemas that rules are made of.
    pub descriptions: description::Reader<'a>,
    /// The rules that were read, by their places.
    pub(super) known_rules: HashMap<(Pointer, description::Extent), SchemaId>,
}

/// A type that is read later, so that a long chain of types takes no stack.
struct Deferred<'a> {
    id: usize,
    schema: &'a Value,
    at: Pointer,
    extent: Extent,
    direction: Direction,
}

/// How something is called.
struct Named {
    /// Its place among the components.
    place: usize,
    /// What names are made of.
    source: String,
    origin: TypeOrigin,
}

impl<'a> SchemaReader<'a> {
    pub fn new(root: &'a Value) -> Self {
        let schemas = root
            .pointer("/components/schemas")
            .and_then(Value::as_object);
        let components = schemas
            .into_iter()
            .flat_map(Map::keys)
            .enumerate()
            .map(|(place, key)| (key.clone(), place))
            .collect();
        let hierarchy = Rc::new(Hierarchy::of(root));
        Self {
            root,
            old: root["openapi"]
                .as_str()
                .unwrap_or_default()
                .starts_with("3.0"),
            types: TypeRegistry {
                components: schemas
                    .into_iter()
                    .flatten()
                    .map(|(key, schema)| code_name(schema, key))
                    .collect(),
                types: Vec::new(),
                roots: Vec::new(),
                header_roots: Vec::new(),
                patterns: Vec::new(),
                rules: Rules::default(),
            },
            diagnostics: Vec::new(),
            known: HashMap::new(),
            components,
            defined: HashSet::new(),
            directions: DirectionAnalysis::of(root, &hierarchy),
            hierarchy,
            one_way: RefCell::default(),
            cost: Cost::of(Size::of(root).values),
            deferred: Vec::new(),
            alias_levels: Vec::new(),
            descriptions: description::Reader::new(root),
            known_rules: HashMap::new(),
        }
    }

    /// Reads a schema that an operation names: `name` is for what needs one.
    pub fn read_for(
        &mut self,
        schema: &Value,
        at: Pointer,
        name: &str,
        direction: Direction,
        diagnostics: &mut Diagnostics,
    ) -> TypeRef {
        let (shape, types) = self.read_root(schema, at, name, direction, diagnostics);
        let roots = types.iter().map(|id| (*id, direction));
        self.types.roots.extend(roots);
        shape
    }

    /// Reads the schema of a response's header.
    pub fn read_header(
        &mut self,
        schema: &Value,
        at: Pointer,
        name: &str,
        diagnostics: &mut Diagnostics,
    ) -> TypeRef {
        let (shape, types) = self.read_root(schema, at, name, Direction::Response, diagnostics);
        self.types.header_roots.extend(types);
        shape
    }

    /// The type of a schema that an operation names, and the named types in it.
    fn read_root(
        &mut self,
        schema: &Value,
        at: Pointer,
        name: &str,
        direction: Direction,
        diagnostics: &mut Diagnostics,
    ) -> (TypeRef, BTreeSet<usize>) {
        let site = Site {
            at,
            name: name.to_owned(),
            entry: None,
            direction,
        };
        let mut own = Diagnostics::default();
        let shape = self.read(schema, &site, &mut own);
        while let Some(deferred) = self.deferred.pop() {
            self.read_named(deferred);
        }
        self.refuse_long_aliases();
        diagnostics.found.append(&mut own.found);
        diagnostics.types.extend(&own.types);
        (shape, own.types)
    }

    /// The entry that a `$ref` leads to.
    pub fn reference(
        &mut self,
        target: &str,
        at: &Pointer,
        direction: Direction,
        diagnostics: &mut Diagnostics,
    ) -> TypeRef {
        self.entry(target, Extent::Whole, at, direction, diagnostics)
    }

    /// The entry for some of the values of what a `$ref` leads to.
    pub(super) fn entry(
        &mut self,
        target: &str,
        extent: Extent,
        at: &Pointer,
        direction: Direction,
        diagnostics: &mut Diagnostics,
    ) -> TypeRef {
        let way = self.directions.variant_for(target, direction);
        let key = (target.to_owned(), extent, way);
        if let Some(id) = self.known.get(&key) {
            diagnostics.types.insert(*id);
            return TypeRef::of(TypeKind::Named(*id));
        }
        let place = Pointer::of_reference(target).filter(|_| target != "#");
        let found = place.and_then(|place| Some((place.get(self.root)?, place)));
        let found = found.filter(|(schema, place)| may_be_schema(place, schema));
        let Some((schema, place)) = found else {
            refuse_target(target, at, diagnostics);
            return TypeRef::of(TypeKind::Any);
        };
        let named = self.name_of(target, &place, extent, way);
        let id = self.reserve(
            place.clone(),
            named.source,
            named.origin,
            documentation(schema),
        );
        self.types.types[id].declaration_index = named.place;
        self.known.insert(key, id);
        diagnostics.types.insert(id);
        let named = Deferred {
            id,
            schema,
            at: place,
            extent,
            direction,
        };
        if self.cost.has_room_for_a_type() {
            self.read_named(named);
        } else {
            diagnostics.add(schema::LONG_CHAIN_OF_TYPES.at(&named.at));
            self.deferred.push(named);
        }
        TypeRef::of(TypeKind::Named(id))
    }

    /// Reads a type that has its place.
    fn read_named(&mut self, named: Deferred) {
        let id = named.id;
        let site = Site {
            at: named.at,
            name: pascal(&self.types.types[id].source),
            entry: Some(id),
            direction: named.direction,
        };
        let mut own = Diagnostics::default();
        check_code_name(named.schema, &site.at, &mut own);
        let outer = self.cost.begin_type();
        let shape = match named.extent {
            Extent::Whole => self.read(named.schema, &site, &mut own),
            Extent::Own => self.read_own(named.schema, &site, &mut own),
        };
        self.cost.end_type(outer);
        self.diagnostics[id] = own;
        if shape.kind == TypeKind::Named(id) && self.defined.contains(&id) {
            self.types.types[id].nullable = shape.nullable;
        } else if self.is_reachable_from(&shape, id) {
            self.diagnostics[id].add(schema::ALIAS_CYCLE.at(&site.at));
        } else {
            self.types.types[id].definition = TypeDef::Alias(shape);
        }
    }

    /// How what stands at a pointer is called.
    fn name_of(&self, target: &str, at: &Pointer, extent: Extent, way: Option<Direction>) -> Named {
        let steps = at.steps();
        let key = match steps.as_slice() {
            [components, schemas, key] if components == "components" && schemas == "schemas" => key,
            _ => "",
        };
        let Some(place) = self.components.get(key) else {
            let last = at.as_str().rsplit('/').next().unwrap_or_default();
            return Named {
                place: usize::MAX,
                source: last.to_owned(),
                origin: TypeOrigin::Reference,
            };
        };
        let name = match extent {
            Extent::Whole => self.types.components[*place].clone(),
            Extent::Own => format!("{} Base", self.types.components[*place]),
        };
        // Where responses have another form of it, the plain name is theirs; no key has a blank in it.
        let request = way == Some(Direction::Request) && self.directions.is_in_responses(target);
        Named {
            place: *place,
            source: match request {
                true => format!("{name} Request"),
                false => name,
            },
            origin: TypeOrigin::Component(key.to_owned()),
        }
    }

    /// Gives a definition its entry: that of the site, or a new one with the site's name.
    pub fn define(
        &mut self,
        definition: TypeDef,
        schema: &Map<String, Value>,
        site: &Site,
        diagnostics: &mut Diagnostics,
    ) -> TypeRef {
        let id = match site.entry {
            Some(id) => id,
            None => self.reserve(
                site.at.clone(),
                site.name.clone(),
                TypeOrigin::Inline,
                of_object(schema),
            ),
        };
        self.types.types[id].definition = definition;
        self.defined.insert(id);
        if site.entry.is_none() {
            diagnostics.types.insert(id);
        }
        TypeRef::of(TypeKind::Named(id))
    }

    fn reserve(
        &mut self,
        at: Pointer,
        source: String,
        origin: TypeOrigin,
        documentation: Documentation,
    ) -> usize {
        self.types.types.push(NamedType {
            at,
            source,
            origin,
            documentation,
            definition: TypeDef::Alias(TypeRef::of(TypeKind::Any)),
            nullable: false,
            declaration_index: usize::MAX,
        });
        self.diagnostics.push(Diagnostics::default());
        self.types.types.len() - 1
    }
}

#[cfg(test)]
mod tests;
