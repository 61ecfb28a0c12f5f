use heck::{ToPascalCase, ToSnakeCase};
use serde_json::Value;

use super::{example, flags};
use crate::lowering::client::contract::Contract;
use crate::lowering::client::language::{Language, Types};
use crate::lowering::docs;
use crate::lowering::schema::{Definition, Kind, Shape};
use crate::text::literal;

/// Rust, as the `rust` templates write it.
pub struct Rust;

impl Language for Rust {
    fn taken_types(&self) -> &'static [&'static str] {
        &[
            "Arc",
            "Call",
            "Client",
            "Error",
            "Failure",
            "InvalidOptions",
            "Method",
            "Options",
            "Scheme",
            "Transport",
            "Undocumented",
        ]
    }

    fn taken_methods(&self) -> &'static [&'static str] {
        &["new", "with", "from_env", "clone", "call", "options"]
    }

    fn taken_options(&self) -> &'static [&'static str] {
        &["base_url", "timeout", "retries", "new"]
    }

    fn value(&self, wire: &str) -> String {
        let name = wire.to_snake_case();
        let name: String = name
            .chars()
            .filter(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        match name.as_str() {
            "" => "unnamed".to_owned(),
            "self" | "super" | "crate" | "_" => format!("{name}_"),
            _ if name.starts_with(|c: char| c.is_numeric()) => format!("_{name}"),
            _ if syn::parse_str::<syn::Ident>(&name).is_err() => format!("r#{name}"),
            _ => name,
        }
    }

    fn variant(&self, text: &str) -> String {
        let name = match text.strip_prefix('-') {
            Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => format!("minus {rest}"),
            _ => text.to_owned(),
        };
        let name = name.to_pascal_case();
        match name.as_str() {
            "" => "Empty".to_owned(),
            "Self" | "Unknown" => format!("{name}Value"),
            _ if name.starts_with(|c: char| c.is_numeric()) => format!("Value{name}"),
            _ => name,
        }
    }

    fn of(&self, types: &Types, shape: &Shape, holder: Option<usize>) -> String {
        let library = types.library;
        let plain = match &shape.kind {
            Kind::Array(items) => format!("Vec<{}>", self.of(types, items, None)),
            Kind::Map(values) => format!("BTreeMap<String, {}>", self.of(types, values, None)),
            Kind::Named(id) => {
                let name = types.names[*id].clone();
                match holder {
                    Some(holder) if types.recursion.boxed(holder, *id) => format!("Box<{name}>"),
                    _ => name,
                }
            }
            Kind::Uri => "String".to_owned(),
            Kind::Any => "Value".to_owned(),
            _ => library.rust_plain(shape),
        };
        let choice = holder.is_some_and(|holder| {
            matches!(library.entries[holder].definition, Definition::Union(_))
        });
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
        flags::finish(extension);
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
            value => value.to_string(),
        }
    }

    fn variant_separator(&self) -> &'static str {
        ""
    }

    fn separator(&self) -> &'static str {
        "_"
    }
}
