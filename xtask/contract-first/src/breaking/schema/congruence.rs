//! Schemas that say the same, keyword by keyword, and whose parts do.

use std::collections::HashMap;

use crate::model::description::{
    ArrayKeywords, Contains, Discriminator, ObjectKeywords, SchemaId, SchemaKeywords, Schemas,
    StringKeywords,
};

/// Remembers which pairs of schemas of two documents say the same.
pub struct Congruence<'d> {
    old: &'d Schemas,
    new: &'d Schemas,
    decided: HashMap<(SchemaId, SchemaId), bool>,
}

impl<'d> Congruence<'d> {
    pub fn new(old: &'d Schemas, new: &'d Schemas) -> Self {
        Self {
            old,
            new,
            decided: HashMap::new(),
        }
    }

    /// Whether two schemas and all their parts say the same, annotations of values included.
    pub fn same(&mut self, old: SchemaId, new: SchemaId) -> bool {
        if old.index() >= self.old.len() || new.index() >= self.new.len() {
            return false;
        }
        if let Some(decided) = self.decided.get(&(old, new)) {
            return *decided;
        }
        self.decide((old, new));
        self.decided[&(old, new)]
    }

    /// Decides a pair and those that it consists of: they are the same unless one leads to a difference.
    fn decide(&mut self, root: (SchemaId, SchemaId)) {
        let mut places = HashMap::from([(root, 0)]);
        let mut pairs = vec![root];
        let mut users: Vec<Vec<usize>> = vec![Vec::new()];
        let mut different = Vec::new();
        let mut at = 0;
        while at < pairs.len() {
            let (old, new) = pairs[at];
            let (old, new) = (&self.old[old], &self.new[new]);
            let renamed = old.name.is_some() && new.name.is_some() && old.name != new.name;
            match aligned(&old.keywords, &new.keywords).filter(|_| !renamed) {
                None => different.push(at),
                Some(parts) => {
                    for part in parts {
                        match self.decided.get(&part) {
                            Some(true) => {}
                            Some(false) => different.push(at),
                            None => {
                                let place = *places.entry(part).or_insert_with(|| {
                                    pairs.push(part);
                                    users.push(Vec::new());
                                    pairs.len() - 1
                                });
                                users[place].push(at);
                            }
                        }
                    }
                }
            }
            at += 1;
        }
        let mut same = vec![true; pairs.len()];
        while let Some(at) = different.pop() {
            if std::mem::replace(&mut same[at], false) {
                different.extend(&users[at]);
            }
        }
        self.decided.extend(pairs.into_iter().zip(same));
    }
}

/// The parts of two schemas that correspond, when all else is the same.
fn aligned(old: &SchemaKeywords, new: &SchemaKeywords) -> Option<Vec<(SchemaId, SchemaId)>> {
    let values = old.types == new.types
        && old.values == new.values
        && old.number == new.number
        && old.default == new.default
        && old.xml == new.xml;
    let annotations = old.read_only == new.read_only
        && old.write_only == new.write_only
        && old.deprecated == new.deprecated;
    if !values || !annotations {
        return None;
    }
    let mut parts = Parts::default();
    let same = strings(&old.string, &new.string, &mut parts)
        && arrays(&old.array, &new.array, &mut parts)
        && objects(&old.object, &new.object, &mut parts)
        && parts.optional(old.reference, new.reference)
        && parts.list(&old.all_of, &new.all_of)
        && parts.optional_list(old.any_of.as_deref(), new.any_of.as_deref())
        && parts.optional_list(old.one_of.as_deref(), new.one_of.as_deref())
        && parts.optional(old.not, new.not)
        && parts.optional(old.condition, new.condition)
        && parts.optional(old.then, new.then)
        && parts.optional(old.otherwise, new.otherwise)
        && discriminators(
            old.discriminator.as_ref(),
            new.discriminator.as_ref(),
            &mut parts,
        );
    same.then_some(parts.pairs)
}

fn strings(old: &StringKeywords, new: &StringKeywords, parts: &mut Parts) -> bool {
    old.min_length == new.min_length
        && old.max_length == new.max_length
        && old.pattern == new.pattern
        && old.format == new.format
        && old.content_encoding == new.content_encoding
        && old.content_media_type == new.content_media_type
        && parts.optional(old.content_schema, new.content_schema)
}

fn arrays(old: &ArrayKeywords, new: &ArrayKeywords, parts: &mut Parts) -> bool {
    let count = |contains: &Option<Contains>| contains.map(|contains| (contains.min, contains.max));
    let item = |contains: &Option<Contains>| contains.map(|contains| contains.schema);
    count(&old.contains) == count(&new.contains)
        && old.min_items == new.min_items
        && old.max_items == new.max_items
        && old.unique_items == new.unique_items
        && parts.list(&old.prefix_items, &new.prefix_items)
        && parts.optional(old.items, new.items)
        && parts.optional(item(&old.contains), item(&new.contains))
        && parts.optional(old.unevaluated_items, new.unevaluated_items)
}

fn objects(old: &ObjectKeywords, new: &ObjectKeywords, parts: &mut Parts) -> bool {
    old.required == new.required
        && old.min_properties == new.min_properties
        && old.max_properties == new.max_properties
        && old.dependent_required == new.dependent_required
        && parts.named(&old.properties, &new.properties)
        && parts.named(&old.pattern_properties, &new.pattern_properties)
        && parts.named(&old.dependent_schemas, &new.dependent_schemas)
        && parts.optional(old.additional_properties, new.additional_properties)
        && parts.optional(old.property_names, new.property_names)
        && parts.optional(old.unevaluated_properties, new.unevaluated_properties)
}

fn discriminators(
    old: Option<&Discriminator>,
    new: Option<&Discriminator>,
    parts: &mut Parts,
) -> bool {
    match (old, new) {
        (None, None) => true,
        (Some(old), Some(new)) => {
            let same = old.property == new.property && old.mapping.keys().eq(new.mapping.keys());
            let pairs = old
                .mapping
                .values()
                .copied()
                .zip(new.mapping.values().copied());
            parts.pairs.extend(pairs);
            same
        }
        _ => false,
    }
}

#[derive(Default)]
struct Parts {
    pairs: Vec<(SchemaId, SchemaId)>,
}

impl Parts {
    fn optional(&mut self, old: Option<SchemaId>, new: Option<SchemaId>) -> bool {
        self.pairs.extend(old.zip(new));
        old.is_some() == new.is_some()
    }

    fn list(&mut self, old: &[SchemaId], new: &[SchemaId]) -> bool {
        self.pairs
            .extend(old.iter().copied().zip(new.iter().copied()));
        old.len() == new.len()
    }

    fn optional_list(&mut self, old: Option<&[SchemaId]>, new: Option<&[SchemaId]>) -> bool {
        old.is_some() == new.is_some()
            && self.list(old.unwrap_or_default(), new.unwrap_or_default())
    }

    fn named(&mut self, old: &[(String, SchemaId)], new: &[(String, SchemaId)]) -> bool {
        if old.len() != new.len() {
            return false;
        }
        if old.iter().zip(new).all(|((a, _), (b, _))| a == b) {
            self.pairs
                .extend(old.iter().zip(new).map(|((_, a), (_, b))| (*a, *b)));
            return true;
        }
        let new: HashMap<&str, SchemaId> =
            new.iter().map(|(name, id)| (name.as_str(), *id)).collect();
        old.iter().all(|(name, id)| {
            let found = new.get(name.as_str());
            self.pairs.extend(found.map(|new| (*id, *new)));
            found.is_some()
        })
    }
}
