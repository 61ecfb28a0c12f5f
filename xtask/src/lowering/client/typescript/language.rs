use heck::{ToLowerCamelCase, ToPascalCase};

use crate::lowering::client::language::{Language, Types};
use crate::lowering::client::words::wrapped;
use crate::lowering::schema::{Kind, Shape};

/// TypeScript, as the `typescript-fetch` templates write it.
pub struct TypeScript;

impl Language for TypeScript {
    fn taken_types(&self) -> &'static [&'static str] {
        &[
            "Array", "Boolean", "Client", "Date", "Error", "Function", "Map", "Number", "Object",
            "Options", "Promise", "Record", "Response", "Request", "Headers", "String", "Symbol",
            "URL",
        ]
    }

    fn taken_methods(&self) -> &'static [&'static str] {
        &["constructor", "toString", "toJSON", "valueOf", "then"]
    }

    fn taken_options(&self) -> &'static [&'static str] {
        &["baseUrl", "timeout", "retries", "fetch", "signal"]
    }

    /// Properties of objects keep their names; this is for parameters, options and methods.
    fn value(&self, wire: &str) -> String {
        let name = wire.to_lower_camel_case();
        let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        match name.as_str() {
            "" => "unnamed".to_owned(),
            _ if name.starts_with(|c: char| c.is_ascii_digit()) => format!("_{name}"),
            _ => name,
        }
    }

    fn variant(&self, text: &str) -> String {
        let name = text.to_pascal_case();
        if name.is_empty() {
            "Empty".to_owned()
        } else {
            name
        }
    }

    fn of(&self, types: &Types, shape: &Shape, _holder: Option<usize>) -> String {
        let plain = match &shape.kind {
            Kind::Any => return "unknown".to_owned(),
            Kind::Null => return "null".to_owned(),
            Kind::Boolean => "boolean".to_owned(),
            Kind::Integer32 | Kind::Integer64 | Kind::Number => "number".to_owned(),
            Kind::Array(items) => {
                let item = self.of(types, items, None);
                if item.contains(' ') {
                    format!("({item})[]")
                } else {
                    format!("{item}[]")
                }
            }
            Kind::Map(values) => format!("Record<string, {}>", self.of(types, values, None)),
            Kind::Named(id) => types.names[*id].clone(),
            _ => "string".to_owned(),
        };
        if types.library.is_nullable(shape) {
            format!("{plain} | null")
        } else {
            plain
        }
    }

    fn docs(&self, text: &str, indent: usize) -> Vec<String> {
        let lines = wrapped(text, 100 - indent);
        lines
            .into_iter()
            .map(|line| line.replace("*/", "*\\/"))
            .collect()
    }

    fn text(&self, text: &str) -> String {
        // Every JSON string is one of JavaScript (ECMAScript 2019).
        serde_json::Value::from(text).to_string()
    }
}
