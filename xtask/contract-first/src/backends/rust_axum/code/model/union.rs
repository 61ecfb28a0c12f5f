use std::collections::HashSet;

use super::data::{Tagged, UnionModel, UnionVariant};
use super::models::{Models, SERIALIZE, Written};
use crate::backend::OrFalse;
use crate::backend::names::{NameAllocator, literal};
use crate::backend::rust::names as rust;
use crate::backends::rust_axum::code::types::{RustTypes, boxed};
use crate::backends::rust_axum::helper::{Check, Code, Helper, UnionHelper};
use crate::backends::rust_axum::imports;
use crate::model::{TypeKind, TypeRef, Union};

impl Models<'_> {
    pub(super) fn union(&mut self, written: Written, union: &Union) -> UnionModel {
        let types = self.types;
        let serialize = written.response.then_some(SERIALIZE);
        let mut known = HashSet::new();
        let mut names = NameAllocator::default();
        let variants = union.variants.iter().map(|variant| {
            // A tag that two variants claim is the first one's.
            let tags = variant.tags.iter().filter(|tag| known.insert(*tag));
            let tags: Vec<_> = tags.map(|tag| literal(tag)).collect();
            UnionVariant {
                name: names.allocate(&rust::VARIANT, &variant.name),
                docs: types.words(&variant.shape),
                rust: self.variant_type(written, &variant.shape),
                check: written.request.then(|| {
                    let check = types.check(&variant.shape);
                    let check = check.unwrap_or_else(|| Code::plain("|_| Ok(())"));
                    self.needs.take(check)
                }),
                tags: OrFalse((!tags.is_empty()).then(|| tags.join(" | "))),
            }
        });
        let variants: Vec<_> = variants.collect();
        let helper = match (&union.tag, union.exactly_one) {
            (Some(_), _) => UnionHelper::Tagged,
            (None, true) => UnionHelper::ExactlyOne,
            (None, false) => UnionHelper::First,
        };
        if written.request {
            self.needs.helper(Helper::Check(Check::Read));
            self.needs.helper(Helper::Union(helper));
            if helper == UnionHelper::Tagged {
                self.needs.import(imports::JSON);
            }
        }
        let words: Vec<_> = variants
            .iter()
            .map(|variant| variant.docs.as_str())
            .collect();
        let how = match union.exactly_one {
            true => "exactly one",
            false => "one",
        };
        UnionModel {
            head: self.head(written),
            expected: literal(&format!("must be {how} of: {}", words.join(", "))),
            variants,
            tagged: OrFalse(union.tag.as_ref().map(|tag| tagged(tag, union))),
            exact: helper == UnionHelper::ExactlyOne,
            first: helper == UnionHelper::First,
            derives: self.derives(serialize),
        }
    }

    fn variant_type(&mut self, written: Written, shape: &TypeRef) -> String {
        let types = self.types;
        let held = self.held(written.id, shape);
        let in_box = self.is_boxed(written.id, shape) && !types.is_nullable(shape);
        self.needs.take(match types.is_large(shape) && !in_box {
            true => boxed(held),
            false => held,
        })
    }
}

fn tagged(tag: &str, union: &Union) -> Tagged {
    let tags = union.variants.iter().flat_map(|variant| &variant.tags);
    let tags: Vec<_> = tags.map(|tag| format!("`{tag}`")).collect();
    Tagged {
        property: literal(tag),
        expected: literal(&format!("must be one of {}", tags.join(", "))),
    }
}

impl RustTypes<'_> {
    /// What a value is, for people.
    fn words(&self, shape: &TypeRef) -> String {
        match &shape.kind {
            TypeKind::Any => "anything".to_owned(),
            TypeKind::Null => "null".to_owned(),
            TypeKind::Boolean => "a boolean".to_owned(),
            TypeKind::Integer(_) => "an integer".to_owned(),
            TypeKind::Number => "a number".to_owned(),
            TypeKind::String => "a string".to_owned(),
            TypeKind::Uri => "a URI".to_owned(),
            TypeKind::Uuid => "a UUID".to_owned(),
            TypeKind::Array(_) => "an array".to_owned(),
            TypeKind::Map(_) => "an object".to_owned(),
            TypeKind::Named(id) => format!("`{}`", self.names[*id]),
        }
    }
}
