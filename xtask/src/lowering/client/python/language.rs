use heck::{ToShoutySnakeCase, ToSnakeCase};
use serde_json::Value;

use crate::lowering::client::language::{Language, Types};
use crate::lowering::client::words::wrapped;
use crate::lowering::schema::{Kind, Shape};

/// Python, as the `python` templates write it.
pub struct Python;

const KEYWORDS: &str = "False None True and as assert async await break case class continue def del elif else except finally for from \
    global if import in is lambda match nonlocal not or pass raise return self try type while with yield";

impl Language for Python {
    fn taken_types(&self) -> &'static [&'static str] {
        &[
            "Any",
            "BaseModel",
            "Client",
            "AsyncClient",
            "Enum",
            "Error",
            "Exception",
            "Field",
            "Literal",
            "UUID",
        ]
    }

    fn taken_methods(&self) -> &'static [&'static str] {
        &["close", "aclose"]
    }

    fn taken_options(&self) -> &'static [&'static str] {
        &["base_url", "timeout", "retries", "self"]
    }

    fn value(&self, wire: &str) -> String {
        let name = wire.to_snake_case();
        let name: String = name
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
            .collect();
        let name = name.trim_matches('_');
        match name {
            "" => "unnamed".to_owned(),
            _ if KEYWORDS.split_whitespace().any(|word| word == name) => format!("{name}_"),
            _ if name.starts_with(|c: char| c.is_ascii_digit()) => format!("n{name}"),
            _ => name.to_owned(),
        }
    }

    fn variant(&self, text: &str) -> String {
        let name = text.to_shouty_snake_case();
        match name.as_str() {
            "" => "EMPTY".to_owned(),
            _ if name.starts_with(|c: char| c.is_ascii_digit()) => format!("VALUE_{name}"),
            _ => name,
        }
    }

    fn of(&self, types: &Types, shape: &Shape, _holder: Option<usize>) -> String {
        let plain = match &shape.kind {
            Kind::Any => return "Any".to_owned(),
            Kind::Null => return "None".to_owned(),
            Kind::Boolean => "bool".to_owned(),
            Kind::Integer32 | Kind::Integer64 => "int".to_owned(),
            Kind::Number => "float".to_owned(),
            Kind::Uuid => "UUID".to_owned(),
            Kind::Array(items) => format!("list[{}]", self.of(types, items, None)),
            Kind::Map(values) => format!("dict[str, {}]", self.of(types, values, None)),
            Kind::Named(id) => types.names[*id].clone(),
            _ => match shape.format {
                Some("date") => "date".to_owned(),
                Some("date-time") => "datetime".to_owned(),
                _ => "str".to_owned(),
            },
        };
        if types.library.is_nullable(shape) {
            format!("{plain} | None")
        } else {
            plain
        }
    }

    fn docs(&self, text: &str, indent: usize) -> Vec<String> {
        let lines = wrapped(text, 96 - indent);
        let safe = |line: String| line.replace('\\', "\\\\").replace("\"\"\"", "\\\"\\\"\\\"");
        lines.into_iter().map(safe).collect()
    }

    fn text(&self, text: &str) -> String {
        // JSON's escapes are Python's, but for surrogate pairs, which serde_json never writes.
        Value::from(text).to_string()
    }

    fn literal(&self, value: &Value) -> String {
        match value {
            Value::String(text) => self.text(text),
            Value::Bool(true) => "True".to_owned(),
            Value::Bool(false) => "False".to_owned(),
            value => value.to_string(),
        }
    }

    fn separator(&self) -> &'static str {
        "_"
    }
}
