use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value};

use super::entry::{Definition, Entry};
use super::flow::{Direction, Flow};
use super::read::Site;
use super::shape::{Kind, Shape};
use crate::lint::{Finding, Pointer};
use crate::lowering::docs::{described, documentation};
use crate::lowering::names::Scope;
use crate::lowering::notes::Notes;
use crate::text::markdown::code;
use crate::validity::decoded;

/// Every type with a name: the schemas that a `$ref` leads to, and those inside of others that need one.
pub struct Library<'a> {
    pub root: &'a Value,
    /// OpenAPI 3.0, where a few keywords mean something else.
    pub old: bool,
    pub entries: Vec<Entry>,
    /// The entries that operations name themselves.
    pub roots: Vec<(usize, Direction)>,
    /// Patterns of the `regex` crate, numbered from 1.
    pub patterns: HashMap<String, usize>,
    /// The entries that parameters are made of.
    pub parameters: HashSet<usize>,
    /// The entries that forms are made of, those inside of others left out.
    pub forms: BTreeSet<usize>,
    /// Formats whose checks are used.
    pub formats: BTreeSet<&'static str>,
    /// By `$ref`, and by direction where that makes a difference.
    known: HashMap<(String, Option<Direction>), usize>,
    /// The Rust names of `components.schemas`: they choose first.
    components: HashMap<String, (usize, String)>,
    /// The entries that turned out to be types of their own.
    defined: HashSet<usize>,
    scope: Scope,
    flow: Flow,
}

impl<'a> Library<'a> {
    pub fn new(root: &'a Value) -> Self {
        let mut scope = Scope::default();
        let schemas = root
            .pointer("/components/schemas")
            .and_then(Value::as_object);
        let components = schemas
            .into_iter()
            .flat_map(Map::keys)
            .enumerate()
            .map(|(place, key)| (key.clone(), (place, scope.type_name(key, "Model"))))
            .collect();
        Self {
            root,
            old: root["openapi"]
                .as_str()
                .unwrap_or_default()
                .starts_with("3.0"),
            entries: Vec::new(),
            roots: Vec::new(),
            patterns: HashMap::new(),
            parameters: HashSet::new(),
            forms: BTreeSet::new(),
            formats: BTreeSet::new(),
            known: HashMap::new(),
            components,
            defined: HashSet::new(),
            scope,
            flow: Flow::of(root),
        }
    }

    /// Reads a schema that an operation names: `name` is for what needs one.
    pub fn read_for(
        &mut self,
        schema: &Value,
        at: Pointer,
        name: &str,
        direction: Direction,
        notes: &mut Notes,
    ) -> Shape {
        let site = Site {
            at,
            name: name.to_owned(),
            entry: None,
            direction,
        };
        let mut own = Notes::default();
        let shape = self.read(schema, &site, &mut own);
        self.roots
            .extend(own.types.iter().map(|id| (*id, direction)));
        notes.findings.append(&mut own.findings);
        notes.types.append(&mut own.types);
        shape
    }

    /// The entry that a `$ref` leads to.
    pub fn reference(
        &mut self,
        target: &str,
        at: &Pointer,
        direction: Direction,
        notes: &mut Notes,
    ) -> Shape {
        let way = self.flow.matters(target, direction);
        let key = (target.to_owned(), way);
        if let Some(id) = self.known.get(&key) {
            notes.types.insert(*id);
            return Shape::of(Kind::Named(*id));
        }
        let pointer = decoded(target.strip_prefix('#').unwrap_or(target));
        let schema = match self.root.pointer(&pointer) {
            Some(schema) if target.starts_with("#/") => schema,
            _ => {
                notes.refuse(
                    at,
                    format!("`$ref` \"{target}\" is no schema of this document"),
                    "point to something under `#/components/schemas`",
                );
                return Shape::of(Kind::Any);
            }
        };
        let place = Pointer::from(pointer.as_str());
        let (number, name, shown) = self.name_of(target, &pointer, way);
        let docs = documentation(schema, &format!("The document's {}.", code(&shown)));
        let id = self.reserve(place.clone(), name, docs, described(schema));
        self.entries[id].place = number;
        self.known.insert(key, id);
        notes.types.insert(id);
        let site = Site {
            at: place,
            name: self.entries[id].name.clone(),
            entry: Some(id),
            direction,
        };
        let mut own = Notes::default();
        let shape = self.read(schema, &site, &mut own);
        self.entries[id].notes = own;
        if shape.kind == Kind::Named(id) && self.defined.contains(&id) {
            self.entries[id].nullable = shape.nullable;
        } else if self.leads_to(&shape, id) {
            self.entries[id].notes.refuse(
                &site.at,
                "a schema that is another name for itself, perhaps in arrays or maps",
                "put an object between",
            );
        } else {
            self.entries[id].definition = Definition::Alias(shape);
        }
        Shape::of(Kind::Named(id))
    }

    /// Whether the type of a shape is written with an entry, by whatever other names.
    fn leads_to(&self, shape: &Shape, id: usize) -> bool {
        match &shape.kind {
            Kind::Array(inner) | Kind::Map(inner) => self.leads_to(inner, id),
            Kind::Named(other) if *other == id => true,
            Kind::Named(other) => match &self.entries[*other].definition {
                Definition::Alias(inner) => self.leads_to(inner, id),
                _ => false,
            },
            _ => false,
        }
    }

    /// Of what stands at a pointer: the place among the components, the Rust name, and the document's.
    fn name_of(
        &mut self,
        target: &str,
        pointer: &str,
        way: Option<Direction>,
    ) -> (usize, String, String) {
        let key = pointer
            .strip_prefix("/components/schemas/")
            .unwrap_or_default();
        let key = key.replace("~1", "/").replace("~0", "~");
        match self.components.get(&key).cloned() {
            // Where answers have another form of it, the plain name is theirs.
            Some((place, _)) if way == Some(Direction::Request) && self.flow.answers(target) => (
                place,
                self.scope.type_name(&format!("{key}Request"), "Model"),
                key,
            ),
            Some((place, name)) => (place, name, key),
            None => {
                let last = pointer.rsplit('/').next().unwrap_or_default();
                (
                    usize::MAX,
                    self.scope.type_name(last, "Model"),
                    pointer.to_owned(),
                )
            }
        }
    }

    /// Gives a definition its entry: that of the site, or a new one with the site's name.
    pub fn define(
        &mut self,
        definition: Definition,
        schema: &Map<String, Value>,
        site: &Site,
        notes: &mut Notes,
    ) -> Shape {
        let id = match site.entry {
            Some(id) => id,
            None => {
                let name = self.scope.type_name(&site.name, "Model");
                let shown = code(&site.at.to_string());
                let schema = Value::Object(schema.clone());
                let docs = documentation(&schema, &format!("What stands at {shown}."));
                self.reserve(site.at.clone(), name, docs, described(&schema))
            }
        };
        self.entries[id].definition = definition;
        self.defined.insert(id);
        if site.entry.is_none() {
            notes.types.insert(id);
        }
        Shape::of(Kind::Named(id))
    }

    /// Everything that is refused in a part of the document, the types that it names included.
    pub fn concerning(&self, notes: Notes) -> Vec<Finding> {
        let mut findings = notes.findings;
        let mut open: Vec<_> = notes.types.into_iter().collect();
        let mut seen = HashSet::new();
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                findings.extend(self.entries[id].notes.findings.iter().cloned());
                open.extend(&self.entries[id].notes.types);
            }
        }
        findings
    }

    fn reserve(&mut self, at: Pointer, name: String, docs: Vec<String>, text: String) -> usize {
        self.entries.push(Entry {
            at,
            name,
            docs,
            text,
            definition: Definition::Alias(Shape::of(Kind::Any)),
            nullable: false,
            place: usize::MAX,
            notes: Notes::default(),
        });
        self.entries.len() - 1
    }
}
