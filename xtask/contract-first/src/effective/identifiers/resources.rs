use std::collections::{BTreeMap, HashMap};

use fluent_uri::{Uri, UriRef};
use serde_json::Value;

use crate::document::{Kind, Pointer, walk};

/// What relative names are resolved against where nothing else is said: the document has no address that counts.
const DOCUMENT: &str = "document:///";

/// The schemas of a document that have names, by what leads to them.
pub struct Resources {
    /// The bases that schemas set, by their places.
    bases: BTreeMap<Pointer, Uri<String>>,
    /// The base of the document.
    document: Uri<String>,
    /// Schemas by their `$id`.
    roots: HashMap<String, Pointer>,
    /// Schemas by the resource that they are in, and their anchor.
    anchors: HashMap<(String, String), Pointer>,
    /// How many schemas have a `$dynamicAnchor`, by its name.
    dynamic: HashMap<String, usize>,
}

impl Resources {
    /// Of a document; `None` where a name is not a URI at all: nothing of that can be resolved.
    pub fn of(document: &Value) -> Option<Self> {
        let start = Uri::parse(DOCUMENT).ok()?.to_owned();
        let own = document["$self"].as_str().unwrap_or_default();
        let start = UriRef::parse(own).ok()?.resolve_against(&start).ok()?;
        let mut resources = Self {
            bases: BTreeMap::new(),
            roots: HashMap::from([(start.as_str().to_owned(), Pointer::default())]),
            document: start,
            anchors: HashMap::new(),
            dynamic: HashMap::new(),
        };
        // What is around a schema comes before it.
        for node in walk(Kind::Document, document).filter(|node| node.kind == Kind::Schema) {
            resources.add(node.value, &node.pointer());
        }
        Some(resources)
    }

    fn add(&mut self, schema: &Value, at: &Pointer) {
        let id = schema.get("$id").and_then(Value::as_str);
        let id = id.and_then(|id| self.absolute(id, at));
        if let Some(id) = id.filter(|id| !id.has_fragment()) {
            let first = self.roots.entry(id.as_str().to_owned());
            first.or_insert_with(|| at.clone());
            self.bases.insert(at.clone(), id);
        }
        for keyword in ["$anchor", "$dynamicAnchor"] {
            if let Some(anchor) = schema.get(keyword).and_then(Value::as_str) {
                let key = (self.base(at).as_str().to_owned(), anchor.to_owned());
                self.anchors.entry(key).or_insert_with(|| at.clone());
            }
        }
        if let Some(anchor) = schema.get("$dynamicAnchor").and_then(Value::as_str) {
            *self.dynamic.entry(anchor.to_owned()).or_default() += 1;
        }
    }

    /// The base of what stands at a place.
    fn base(&self, at: &Pointer) -> &Uri<String> {
        self.holder(at)
            .and_then(|place| self.bases.get(&place))
            .unwrap_or(&self.document)
    }

    /// The nearest schema with an `$id`, around a place or at it.
    pub fn holder(&self, at: &Pointer) -> Option<Pointer> {
        if self.bases.is_empty() {
            return None;
        }
        let mut place = at.clone();
        loop {
            if self.bases.contains_key(&place) {
                return Some(place);
            }
            if place == Pointer::default() {
                return None;
            }
            place = place.parent();
        }
    }

    fn absolute(&self, reference: &str, at: &Pointer) -> Option<Uri<String>> {
        let reference = UriRef::parse(reference).ok()?;
        let base = self.base(at).strip_fragment();
        reference.resolve_against(&base).ok()
    }

    /// The place that a `$ref` at a place leads to by the names of schemas; `None` where there is no such schema.
    pub fn target(&self, document: &Value, reference: &str, at: &Pointer) -> Option<Pointer> {
        let absolute = self.absolute(reference, at)?;
        let root = absolute.strip_fragment();
        let fragment = absolute.fragment().map(|fragment| fragment.as_str());
        let fragment = fragment.unwrap_or_default();
        let root = root.as_str();
        if !fragment.is_empty() && !fragment.starts_with('/') {
            let key = (root.to_owned(), fragment.to_owned());
            return self.anchors.get(&key).cloned();
        }
        let inner = Pointer::of_reference(&format!("#{fragment}"))?;
        let steps = inner.steps();
        let steps: Vec<_> = steps.iter().map(String::as_str).collect();
        let place = self.roots.get(root)?.descend(&steps);
        place.get(document).map(|_| place)
    }

    /// Whether a `$dynamicAnchor` is there once: what refers to it means that schema, wherever evaluation began.
    pub fn is_only(&self, anchor: &str) -> bool {
        self.dynamic.get(anchor) == Some(&1)
    }

    /// Whether a schema begins a resource of its own.
    pub fn is_root(&self, at: &Pointer) -> bool {
        self.bases.contains_key(at)
    }
}
