use heck::{ToLowerCamelCase, ToPascalCase};
use serde_json::Value;

use super::package;
use super::text::literal;
use crate::lowering::client::contract::Contract;
use crate::lowering::client::language::{Language, Types};
use crate::lowering::client::words::wrapped;
use crate::lowering::schema::{Kind, Shape};

/// TypeScript, as the `typescript-fetch` templates write it.
pub struct TypeScript;

impl Language for TypeScript {
    fn taken_types(&self) -> &'static [&'static str] {
        &[
            "AbortSignal",
            "AggregateError",
            "AnswerError",
            "Array",
            "ArrayBuffer",
            "Basic",
            "Blob",
            "Boolean",
            "CallOptions",
            "Client",
            "ClientError",
            "ConnectionError",
            "Date",
            "DOMException",
            "Error",
            "EvalError",
            "ErrorGroup",
            "Function",
            "InvalidOptionsError",
            "Map",
            "Number",
            "Object",
            "Operation",
            "OperationName",
            "Options",
            "Promise",
            "RangeError",
            "ReferenceError",
            "Record",
            "Request",
            "Response",
            "StatusError",
            "String",
            "Symbol",
            "SyntaxError",
            "TimeoutError",
            "Transport",
            "URIError",
            "URL",
            "Uint8Array",
            "UndocumentedError",
            "UnsentError",
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
        wrapped_docs(text, indent)
    }

    fn manifest(&self, text: &str) -> String {
        literal(text)
    }

    fn text(&self, text: &str) -> String {
        literal(text)
    }

    fn finish(&self, contract: &Contract, types: &Types, extension: &mut Value) {
        package::finish(self, contract, types, extension);
    }
}

/// The lines of a comment, without what opens and closes it.
pub fn wrapped_docs(text: &str, indent: usize) -> Vec<String> {
    let lines = wrapped(text, 110 - indent);
    if lines.iter().all(String::is_empty) {
        return Vec::new();
    }
    lines.iter().map(|line| escaped(line)).collect()
}

/// A line as it stands in a comment: nothing ends it, and nothing in it is a tag or an order to the compiler (`@ts-ignore`).
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for character in line.chars() {
        let tag = character == '@' && !out.ends_with(char::is_alphanumeric);
        let end = character == '/' && out.ends_with('*');
        out.extend((tag || end).then_some('\\'));
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_comment() {
        for (text, expected) in [
            ("a */ b", "a *\\/ b"),
            ("**/", "**\\/"),
            ("@ts-ignore", "\\@ts-ignore"),
            ("{@link a} x@y.z", "{\\@link a} x@y.z"),
        ] {
            assert_eq!(wrapped_docs(text, 0), [expected]);
        }
    }
}
