use std::collections::{BTreeSet, HashSet};

use crate::lowering::schema::{Definition, Kind, Library, Shape};

/// Bytes from which on a value is boxed where it stands beside small ones: clippy's limit for variants of an enum.
const LARGE: usize = 200;

/// The path to the models in all other modules.
pub const MODELS: &str = "models::";

impl Library<'_> {
    /// The Rust type of a shape; `models` is the path to the models: empty among themselves.
    pub fn rust(&self, shape: &Shape, models: &str) -> String {
        let plain = self.rust_plain(shape, models);
        if self.is_nullable(shape) {
            format!("Option<{plain}>")
        } else {
            plain
        }
    }

    /// The same for values that are not null.
    pub fn rust_plain(&self, shape: &Shape, models: &str) -> String {
        match &shape.kind {
            Kind::Any => "Value".to_owned(),
            Kind::Null => "()".to_owned(),
            Kind::Boolean => "bool".to_owned(),
            Kind::Integer(width) => width.rust().to_owned(),
            Kind::Number => "f64".to_owned(),
            Kind::String => "String".to_owned(),
            Kind::Uri => "Uri".to_owned(),
            Kind::Uuid => "Hyphenated".to_owned(),
            Kind::Array(items) => format!("Vec<{}>", self.rust(items, models)),
            Kind::Map(values) if values.kind == Kind::Any => "Map<String, Value>".to_owned(),
            Kind::Map(values) => format!("BTreeMap<String, {}>", self.rust(values, models)),
            Kind::Named(id) => format!("{models}{}", self.entries[*id].name),
        }
    }

    /// What a shape's type needs in scope.
    pub fn uses(&self, shape: &Shape) -> BTreeSet<String> {
        let path = match &shape.kind {
            Kind::Any => "serde_json::Value",
            Kind::Uri => "crate::uri::Uri",
            Kind::Uuid => "uuid::fmt::Hyphenated",
            Kind::Map(values) if values.kind == Kind::Any => {
                return BTreeSet::from([
                    "serde_json::Map".to_owned(),
                    "serde_json::Value".to_owned(),
                ]);
            }
            Kind::Map(_) => "std::collections::BTreeMap",
            Kind::Named(_) => "crate::models::self",
            _ => "",
        };
        let mut uses = match &shape.kind {
            Kind::Array(inner) | Kind::Map(inner) => self.uses(inner),
            _ => BTreeSet::new(),
        };
        if !path.is_empty() {
            uses.insert(path.to_owned());
        }
        uses
    }

    /// Whether null is a value: said here, or by the type that is named here.
    pub fn is_nullable(&self, shape: &Shape) -> bool {
        let named = match shape.kind {
            // An alias of an optional type is optional by itself.
            Kind::Named(id) => self.entries[id].nullable,
            _ => false,
        };
        !shape.never_null && (shape.nullable || named)
    }

    /// Whether null is a value, by whatever names the type goes.
    pub fn takes_null(&self, shape: &Shape) -> bool {
        let names = self.names_of(shape);
        names
            .iter()
            .any(|shape| self.is_nullable(shape) || shape.kind == Kind::Null)
    }

    /// The shape of values that are not null, in arrays neither: as parameters are. A name for a type that has null goes.
    pub fn without_null(&self, shape: &Shape) -> Shape {
        let named = Shape {
            nullable: false,
            ..shape.clone()
        };
        let meant = self.meant(shape);
        let items = matches!(&meant.kind, Kind::Array(items) if self.takes_null(items));
        let mut plain = match items || self.takes_null(&named) {
            true => meant.clone(),
            false => named,
        };
        plain.nullable = false;
        plain.never_null = true;
        if let Kind::Array(items) = &mut plain.kind {
            **items = self.without_null(items);
        }
        plain
    }

    /// Whether a value may take more than 200 bytes in itself.
    pub fn is_large(&self, shape: &Shape) -> bool {
        self.bytes(shape, &mut HashSet::new()) > LARGE
    }

    /// Bytes of a value in itself, rather too many than too few.
    fn bytes(&self, shape: &Shape, open: &mut HashSet<usize>) -> usize {
        let plain = match &shape.kind {
            Kind::Null | Kind::Boolean | Kind::Integer(_) | Kind::Number => 8,
            Kind::String | Kind::Uri | Kind::Uuid | Kind::Array(_) | Kind::Map(_) => 24,
            Kind::Any => 72,
            // A type that holds itself does so in a box.
            Kind::Named(id) if !open.insert(*id) => 8,
            Kind::Named(id) => {
                let mut sum = 0;
                for inner in self.entries[*id].definition.shapes() {
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

    /// The shape behind any other names for it.
    pub fn meant<'s>(&'s self, shape: &'s Shape) -> &'s Shape {
        self.names_of(shape).pop().unwrap_or(shape)
    }

    /// A shape, and those that it is another name for.
    fn names_of<'s>(&'s self, shape: &'s Shape) -> Vec<&'s Shape> {
        let mut names = vec![shape];
        let mut shape = shape;
        let mut seen = HashSet::new();
        while let Kind::Named(id) = shape.kind
            && let Definition::Alias(inner) = &self.entries[id].definition
            && seen.insert(id)
        {
            shape = inner;
            names.push(shape);
        }
        names
    }
}
