use serde_json::Value;

use super::{example, names, package};
use crate::backend::client::carrier;
use crate::backend::client::language::{Language, Position, Types};
use crate::backend::names::Convention;
use crate::backend::rust::docs;
use crate::backend::{Backend, Package};
use crate::backends::rust_axum::scalar;
use crate::model::{Contract, TypeDef, TypeKind, TypeRef};
use crate::target_kind::TargetKind;
use crate::text::literal;

/// Rust, as the `rust` templates write it.
pub struct Rust;

impl Backend for Rust {
    fn document(&self, contract: &Contract, package: &Package) -> Value {
        carrier(contract, self, package)
    }
}

impl Language for Rust {
    fn id(&self) -> &'static str {
        TargetKind::Rust.id()
    }

    fn convention(&self, position: Position) -> &'static Convention {
        names::convention(position)
    }

    fn of(&self, types: &Types, shape: &TypeRef, holder: Option<usize>) -> String {
        let library = types.registry;
        let plain = match &shape.kind {
            TypeKind::Array(items) => format!("Vec<{}>", self.of(types, items, None)),
            TypeKind::Map(values) => format!("BTreeMap<String, {}>", self.of(types, values, None)),
            TypeKind::Named(id) => {
                let name = types.names[*id].clone();
                match holder {
                    Some(holder) if types.recursion.boxed(holder, *id) => format!("Box<{name}>"),
                    _ => name,
                }
            }
            TypeKind::Uri => "String".to_owned(),
            TypeKind::Uuid => "Uuid".to_owned(),
            TypeKind::Any => "Value".to_owned(),
            kind => scalar(kind).to_owned(),
        };
        let choice = holder
            .is_some_and(|holder| matches!(library.types[holder].definition, TypeDef::Union(_)));
        let plain = if choice && library.is_large(shape) && !plain.starts_with("Box<") {
            format!("Box<{plain}>")
        } else {
            plain
        };
        if library.is_nullable(shape) {
            format!("Option<{plain}>")
        } else {
            plain
        }
    }

    fn finish(&self, contract: &Contract, types: &Types, extension: &mut Value) {
        package::finish(extension);
        example::finish(contract, types, extension);
    }

    fn docs(&self, text: &str, _indent: usize) -> Vec<String> {
        docs::lines(text)
    }

    fn text(&self, text: &str) -> String {
        literal::rust(text)
    }

    fn literal(&self, value: &Value) -> String {
        match value {
            Value::String(text) => self.text(text),
            value if value.is_i64() => format!("{value}_i64"),
            value if value.is_u64() => format!("{value}_u64"),
            value => value.to_string(),
        }
    }
}
