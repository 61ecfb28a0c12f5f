use std::collections::{HashMap, HashSet};
use std::ops::Deref;

use super::checked::checked_types;
use super::rule::RuleTable;
use crate::backend::names::{NameAllocator, type_names};
use crate::backend::rust::{chosen_type, names as rust, rust_path};
use crate::backends::rust_axum::helper::Code;
use crate::backends::rust_axum::imports;
use crate::model::{IntegerWidth, TypeKind, TypeRef, TypeRegistry};
use crate::text::pattern::{Translated, translated};

/// Bytes from which on a value is boxed where it stands beside small ones: clippy's limit for variants of an enum.
const LARGE: usize = 200;

/// Where code stands that names models.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Among them.
    Models,
    /// In any other module.
    Operations,
}

/// The types of a contract with their names in the stub.
pub struct RustTypes<'t> {
    registry: &'t TypeRegistry,
    /// By index of the type.
    pub names: Vec<String>,
    /// Number of each pattern, counted from 1.
    pub patterns: HashMap<&'t str, usize>,
    /// The types whose values are checked beyond what their type says.
    pub(super) checked: HashSet<usize>,
    /// What is asked of values beyond their types.
    pub rules: RuleTable,
}

impl Deref for RustTypes<'_> {
    type Target = TypeRegistry;

    fn deref(&self) -> &TypeRegistry {
        self.registry
    }
}

impl<'t> RustTypes<'t> {
    /// Gives each type its name.
    pub fn of(registry: &'t TypeRegistry) -> Self {
        let mut names = NameAllocator::default();
        let patterns = registry.patterns.iter();
        let patterns = patterns.map(|pattern| pattern.source.as_str()).zip(1..);
        let patterns = patterns.collect();
        Self {
            registry,
            rules: RuleTable::of(registry, &patterns),
            patterns,
            checked: checked_types(registry),
            names: type_names((registry, &HashSet::new()), &mut names, &rust::MODEL),
        }
    }

    /// A pattern by its number, as its crate is given it.
    pub fn pattern(&self, number: usize) -> Option<Translated> {
        let pattern = self.registry.patterns.get(number.checked_sub(1)?)?;
        translated(&pattern.source).ok()
    }

    /// The Rust type of a shape.
    pub fn rust(&self, shape: &TypeRef, place: Place) -> Code {
        let plain = self.rust_plain(shape, place);
        if self.is_nullable(shape) {
            option(plain)
        } else {
            plain
        }
    }

    /// The same for values that are not null.
    pub fn rust_plain(&self, shape: &TypeRef, place: Place) -> Code {
        if let Some(chosen) = chosen_type(shape) {
            return Code::plain(rust_path(chosen));
        }
        match &shape.kind {
            TypeKind::Any => Code::plain("Value").importing(imports::JSON_VALUE),
            TypeKind::Uri => Code::plain("Uri").importing(imports::URI),
            TypeKind::Uuid => Code::plain("Hyphenated").importing(imports::HYPHENATED),
            TypeKind::Array(items) => generic("Vec", self.rust(items, place)),
            TypeKind::Map(values) if values.kind == TypeKind::Any => {
                let map = Code::plain("Map<String, Value>");
                let map = map.importing(imports::JSON_MAP);
                map.importing(imports::JSON_VALUE)
            }
            TypeKind::Map(values) => {
                let map = self.rust(values, place);
                let map = map.map(|values| format!("BTreeMap<String, {values}>"));
                map.importing(imports::BTREE_MAP)
            }
            TypeKind::Named(id) => place.model(&self.names[*id]),
            kind => Code::plain(scalar(kind)),
        }
    }
}

impl Place {
    /// A model by its name.
    pub fn model(self, name: &str) -> Code {
        match self {
            Self::Models => Code::plain(name),
            Self::Operations => Code::plain(format!("models::{name}")).importing(imports::MODELS),
        }
    }
}

/// `Option<value>`
pub fn option(value: Code) -> Code {
    generic("Option", value)
}

/// `Box<value>`
pub fn boxed(value: Code) -> Code {
    generic("Box", value)
}

fn generic(name: &str, value: Code) -> Code {
    value.map(|value| format!("{name}<{value}>"))
}

/// The Rust type of plain values; of others that of a text.
pub fn scalar(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Null => "()",
        TypeKind::Boolean => "bool",
        TypeKind::Integer(width) => integer(*width),
        TypeKind::Number => "f64",
        _ => "String",
    }
}

fn integer(width: IntegerWidth) -> &'static str {
    match width {
        IntegerWidth::I8 => "i8",
        IntegerWidth::I16 => "i16",
        IntegerWidth::I32 => "i32",
        IntegerWidth::I64 => "i64",
        IntegerWidth::U8 => "u8",
        IntegerWidth::U16 => "u16",
        IntegerWidth::U32 => "u32",
        IntegerWidth::U64 => "u64",
    }
}

impl TypeRegistry {
    /// Whether a value may take more than 200 bytes in itself.
    pub fn is_large(&self, shape: &TypeRef) -> bool {
        self.bytes(shape, &mut HashSet::new()) > LARGE
    }

    /// Bytes of a value in itself, rather too many than too few.
    fn bytes(&self, shape: &TypeRef, open: &mut HashSet<usize>) -> usize {
        let plain = match &shape.kind {
            TypeKind::Null | TypeKind::Boolean | TypeKind::Integer(_) | TypeKind::Number => 8,
            TypeKind::String
            | TypeKind::Uri
            | TypeKind::Uuid
            | TypeKind::Array(_)
            | TypeKind::Map(_) => 24,
            TypeKind::Any => 72,
            // Each level adds 8 bytes: what is this deep is large.
            TypeKind::Named(_) if open.len() > LARGE / 8 => LARGE,
            // A type that holds itself does so in a box.
            TypeKind::Named(id) if !open.insert(*id) => 8,
            TypeKind::Named(id) => {
                let mut sum = 0;
                for inner in self.types[*id].definition.shapes() {
                    sum += self.bytes(inner, open) + 8;
                    // Enough to know: wide and deep types are not walked to their ends.
                    if sum > LARGE {
                        break;
                    }
                }
                open.remove(id);
                sum.max(8)
            }
        };
        plain + if self.is_nullable(shape) { 8 } else { 0 }
    }
}
