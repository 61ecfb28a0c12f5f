//! Schemas whose values are of the schemas made of them by `allOf` (OpenAPI, Discriminator Object).

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet, VecDeque};

use serde_json::{Map, Value};

use crate::document::Pointer;
use crate::read::inheritance::{COMPONENTS, children};

/// Which schemas are made of which, and what tells their values apart.
pub struct Hierarchy<'d> {
    root: &'d Value,
    /// By the place of a parent.
    children: HashMap<Pointer, Vec<&'d str>>,
    /// The places of the schemas whose discriminators count for the one at a place.
    discriminated: HashMap<Pointer, Pointer>,
    /// `$ref`s to what a value of the schema at a place may be of besides, directly.
    references: HashMap<Pointer, Vec<String>>,
}

/// What a value of a parent may be of.
pub struct Family {
    /// Where the discriminator is.
    pub discriminator: Pointer,
    /// The property that tells.
    pub property: String,
    /// Each parent before what is made of it.
    pub members: Vec<Member>,
}

/// A schema that values of a parent may be of.
pub struct Member {
    /// A `$ref` to it.
    pub reference: String,
    /// Its name.
    pub name: String,
    /// The values of the property that mean it.
    pub tags: Vec<String>,
    /// What it is a member with: what is made of it may be one itself.
    pub extent: Extent,
}

/// Which values of a schema are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Extent {
    /// All of them: those of the schemas made of it, too.
    Whole,
    /// Those that are of none of the schemas made of it.
    Own,
}

/// A discriminator, and where its schema is.
struct Discriminator<'d> {
    schema: Pointer,
    value: &'d Value,
    property: &'d str,
}

impl<'d> Hierarchy<'d> {
    pub fn of(root: &'d Value) -> Self {
        let mut hierarchy = Self {
            root,
            children: children(root),
            discriminated: HashMap::new(),
            references: HashMap::new(),
        };
        let components = root["components"]["schemas"].as_object();
        let named = components
            .into_iter()
            .flatten()
            .map(|(key, _)| component(key));
        let mut open: VecDeque<_> = hierarchy.children.keys().cloned().chain(named).collect();
        open.retain(|at| hierarchy.own_discriminator(at).is_some());
        let own = open.iter().map(|at| (at.clone(), at.clone()));
        hierarchy.discriminated.extend(own);
        while let Some(at) = open.pop_front() {
            let schema = hierarchy.discriminated[&at].clone();
            for key in hierarchy.children.get(&at).into_iter().flatten() {
                let child = component(key);
                if let Entry::Vacant(entry) = hierarchy.discriminated.entry(child.clone()) {
                    entry.insert(schema.clone());
                    open.push_back(child);
                }
            }
        }
        let references = hierarchy.discriminated.keys();
        let references = references.map(|at| (at.clone(), hierarchy.direct(at)));
        hierarchy.references = references.collect();
        hierarchy
    }

    /// `$ref`s to what a value of the schema at a place may be of, directly: what is made of it, and what its mapping names.
    pub fn references(&self, at: &Pointer) -> &[String] {
        self.references.get(at).map_or(&[], Vec::as_slice)
    }

    fn direct(&self, at: &Pointer) -> Vec<String> {
        let children = self.children.get(at).into_iter().flatten();
        let own = self.own_discriminator(at).into_iter();
        let mapped = own.flat_map(|own| mapping(own).map(|(_, place)| place));
        let places = children.map(|key| component(key)).chain(mapped);
        places.map(|place| reference_to(&place)).collect()
    }

    /// The family that the schema at a place stands for; `None` where its values are its own.
    pub fn family(&self, at: &Pointer) -> Option<Family> {
        let schema = self.discriminated.get(at)?;
        let value = self.own_discriminator(schema)?;
        let discriminator = Discriminator {
            schema: schema.clone(),
            value,
            property: value["propertyName"].as_str()?,
        };
        let is_root = at == schema;
        let mut members = Vec::new();
        let mut seen = HashSet::new();
        let mut open = vec![at.clone()];
        while let Some(place) = open.pop() {
            if !seen.insert(place.clone()) {
                continue;
            }
            let children = self.members_below(&discriminator, &place);
            let member = Self::member(&discriminator, &place, place == *at || !children.is_empty());
            open.extend(children.iter().rev().map(|key| component(key)));
            if place == *at && is_root {
                let named = mapping(discriminator.value).rev();
                open.extend(named.map(|(_, place)| place));
            }
            if place != discriminator.schema || self.names_itself(&discriminator) {
                members.push(member);
            }
        }
        (seen.len() > 1).then(|| Family {
            discriminator: discriminator.schema.child("discriminator"),
            property: discriminator.property.to_owned(),
            members,
        })
    }

    /// The discriminator that stands in the schema at a place itself, and says nothing of what there is to choose from.
    fn own_discriminator(&self, at: &Pointer) -> Option<&'d Value> {
        open_discriminator(at.get(self.root)?.as_object()?)
    }

    /// What is made of a schema, unless another property tells that apart.
    fn members_below(&self, discriminator: &Discriminator, at: &Pointer) -> &[&'d str] {
        let other = at
            .get(self.root)
            .and_then(Value::as_object)
            .and_then(open_discriminator);
        let is_told = other.is_none_or(|other| other["propertyName"] == discriminator.property);
        let children = self.children.get(at).filter(|_| is_told);
        children.map_or(&[], Vec::as_slice)
    }

    fn member(discriminator: &Discriminator, at: &Pointer, is_own: bool) -> Member {
        let mapped = mapping(discriminator.value).filter(|(_, place)| place == at);
        let mut tags: Vec<_> = mapped.map(|(tag, _)| tag.clone()).collect();
        let name = at.steps().pop().unwrap_or_default();
        if tags.is_empty() {
            tags.push(name.clone());
        }
        Member {
            reference: reference_to(at),
            name,
            tags,
            extent: match is_own {
                true => Extent::Own,
                false => Extent::Whole,
            },
        }
    }

    /// Whether values may be of the schema with the discriminator itself: its mapping says so, or the values of the property.
    fn names_itself(&self, discriminator: &Discriminator) -> bool {
        let at = &discriminator.schema;
        let name = at.steps().pop().unwrap_or_default();
        let values = at.descend(&["properties", discriminator.property, "enum"]);
        let values = values.get(self.root).and_then(Value::as_array);
        mapping(discriminator.value).any(|(_, place)| place == *at)
            || values.is_some_and(|values| values.iter().any(|value| *value == *name))
    }
}

/// The discriminator of a schema that does not say itself what there is to choose from.
pub fn open_discriminator(schema: &Map<String, Value>) -> Option<&Value> {
    let open = !["oneOf", "anyOf"]
        .iter()
        .any(|key| schema.contains_key(*key));
    schema.get("discriminator").filter(|_| open)
}

/// The values that a mapping names, and the places of their schemas: by reference, or by name.
pub fn mapping(discriminator: &Value) -> impl DoubleEndedIterator<Item = (&String, Pointer)> {
    let mapping = discriminator["mapping"].as_object();
    let named = mapping.into_iter().flat_map(Map::iter);
    named.filter_map(|(tag, name)| {
        let name = name.as_str()?;
        let place = Pointer::of_reference(name).unwrap_or_else(|| component(name));
        Some((tag, place))
    })
}

fn component(key: &str) -> Pointer {
    Pointer::from(COMPONENTS).child(key)
}

/// A `$ref` to a place of the document.
fn reference_to(at: &Pointer) -> String {
    format!("#{}", at.to_string().replace('%', "%25"))
}
