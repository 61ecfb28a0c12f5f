use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value};

use super::cost::Cost;
use super::discriminator::parents;
use super::entry::{Definition, Entry};
use super::flow::{Direction, Flow};
use super::one_way::OneWay;
use super::read::Site;
use super::shape::{Kind, Shape};
use crate::contract::Size;
use crate::document::Pointer;
use crate::lint::Finding;
use crate::lowering::docs::{described, documentation};
use crate::lowering::names::{Convention, NameAllocator, pascal, rust};
use crate::lowering::notes::Notes;
use crate::lowering::reference::refuse_target;
use crate::text::markdown::code;

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
    /// The tables of forms that are written in a way of their own.
    pub encoded_forms: Vec<String>,
    /// Formats whose checks are used.
    pub formats: BTreeSet<&'static str>,
    /// By `$ref`, and by direction where that makes a difference.
    known: HashMap<(String, Option<Direction>), usize>,
    /// The Rust names of `components.schemas`: they choose first.
    components: HashMap<String, (usize, String)>,
    /// The entries that turned out to be types of their own.
    defined: HashSet<usize>,
    names: NameAllocator,
    flow: Flow,
    /// The places of the schemas that others are made of.
    pub(super) parents: HashSet<Pointer>,
    /// What is known of `$ref`s by now.
    pub(super) one_way: RefCell<HashMap<(String, OneWay), bool>>,
    /// What reading took so far.
    pub(super) cost: Cost,
}

/// How something is called.
struct Named {
    /// Its place among the components.
    place: usize,
    /// What names are made of.
    source: String,
    /// Its name in the stub.
    name: String,
    /// Its name for people.
    shown: String,
}

impl<'a> Library<'a> {
    pub fn new(root: &'a Value) -> Self {
        let mut names = NameAllocator::default();
        let schemas = root
            .pointer("/components/schemas")
            .and_then(Value::as_object);
        let components = schemas
            .into_iter()
            .flat_map(Map::keys)
            .enumerate()
            .map(|(place, key)| (key.clone(), (place, names.allocate(&rust::MODEL, key))))
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
            encoded_forms: Vec::new(),
            formats: BTreeSet::new(),
            known: HashMap::new(),
            components,
            defined: HashSet::new(),
            names,
            flow: Flow::of(root),
            parents: parents(root),
            one_way: RefCell::default(),
            cost: Cost::of(Size::of(root).values),
        }
    }

    /// The names of all entries in a language. Those of `components.schemas` choose first, used or not: so they are the same in every
    /// package.
    pub fn type_names(&self, names: &mut NameAllocator, convention: &Convention) -> Vec<String> {
        let mut keys: Vec<_> = self.components.iter().collect();
        keys.sort_by_key(|(_, (place, _))| *place);
        let components: HashMap<_, _> = keys
            .into_iter()
            .map(|(key, _)| (key.as_str(), names.allocate(convention, key)))
            .collect();
        let named = self.entries.iter().map(|entry| {
            let component = components.get(entry.source.as_str());
            match component.filter(|_| entry.place != usize::MAX) {
                Some(name) => name.clone(),
                None => names.allocate(convention, &entry.source),
            }
        });
        named.collect()
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
        let place = Pointer::of_reference(target).filter(|_| target != "#");
        let found = place.and_then(|place| Some((place.get(self.root)?, place)));
        let Some((schema, place)) = found else {
            refuse_target(target, at, notes);
            return Shape::of(Kind::Any);
        };
        let named = self.name_of(target, &place, way);
        let docs = documentation(schema, &format!("The document's {}.", code(&named.shown)));
        let names = (named.source, named.name);
        let id = self.reserve(place.clone(), names, docs, described(schema));
        self.entries[id].place = named.place;
        self.known.insert(key, id);
        notes.types.insert(id);
        let site = Site {
            at: place,
            name: pascal(&self.entries[id].source),
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

    /// The names of what stands at a pointer.
    fn name_of(&mut self, target: &str, at: &Pointer, way: Option<Direction>) -> Named {
        let steps = at.steps();
        let key = match steps.as_slice() {
            [components, schemas, key] if components == "components" && schemas == "schemas" => key,
            _ => "",
        };
        match self.components.get(key).cloned() {
            // Where answers have another form of it, the plain name is theirs.
            Some((place, _)) if way == Some(Direction::Request) && self.flow.answers(target) => {
                // No key has a blank in it.
                let source = format!("{key} Request");
                Named {
                    place,
                    name: self.names.allocate(&rust::MODEL, &source),
                    source,
                    shown: key.to_owned(),
                }
            }
            Some((place, name)) => Named {
                place,
                source: key.to_owned(),
                name,
                shown: key.to_owned(),
            },
            None => {
                let last = at.as_str().rsplit('/').next().unwrap_or_default();
                Named {
                    place: usize::MAX,
                    source: last.to_owned(),
                    name: self.names.allocate(&rust::MODEL, last),
                    shown: at.to_string(),
                }
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
                let name = self.names.allocate(&rust::MODEL, &site.name);
                let shown = code(&site.at.to_string());
                let schema = Value::Object(schema.clone());
                let docs = documentation(&schema, &format!("What stands at {shown}."));
                self.reserve(
                    site.at.clone(),
                    (site.name.clone(), name),
                    docs,
                    described(&schema),
                )
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

    fn reserve(
        &mut self,
        at: Pointer,
        (source, name): (String, String),
        docs: Vec<String>,
        text: String,
    ) -> usize {
        self.entries.push(Entry {
            at,
            source,
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
