use serde_json::Value;

use super::{extension, names};
use crate::backend::client::carrier;
use crate::backend::client::language::{Language, Position, Types};
use crate::backend::client::words::wrapped;
use crate::backend::names::Convention;
use crate::backend::{Backend, Package};
use crate::model::{Contract, StringFormat, TypeDef, TypeKind, TypeRef};
use crate::target_kind::TargetKind;
use crate::text::literal;

/// Python, as the `python` templates write it.
pub struct Python;

impl Backend for Python {
    fn document(&self, contract: &Contract, package: &Package) -> Value {
        carrier(contract, self, package)
    }
}

impl Language for Python {
    fn id(&self) -> &'static str {
        TargetKind::Python.id()
    }

    fn convention(&self, position: Position) -> &'static Convention {
        names::convention(position)
    }

    fn of(&self, types: &Types, shape: &TypeRef, holder: Option<usize>) -> String {
        let plain = match &shape.kind {
            TypeKind::Any => return "Any".to_owned(),
            TypeKind::Null => return "None".to_owned(),
            TypeKind::Boolean => "bool".to_owned(),
            TypeKind::Integer(_) => "int".to_owned(),
            TypeKind::Number => "float".to_owned(),
            TypeKind::Uuid => "UUID".to_owned(),
            TypeKind::Array(items) => format!("list[{}]", self.of(types, items, holder)),
            TypeKind::Map(values) => format!("dict[str, {}]", self.of(types, values, holder)),
            TypeKind::Named(id) => named(types, *id, holder),
            _ => match shape.format {
                Some(StringFormat::Date) => "Date".to_owned(),
                Some(StringFormat::DateTime) => "AwareDatetime".to_owned(),
                _ => "str".to_owned(),
            },
        };
        if !types.registry.is_nullable(shape) {
            plain
        } else if holder.is_some_and(|id| is_assigned(types, id)) {
            format!("Union[{plain}, None]")
        } else {
            format!("{plain} | None")
        }
    }

    fn docs(&self, text: &str, indent: usize) -> Vec<String> {
        let lines = wrapped(text, 110 - indent);
        lines.iter().map(|line| escaped(line)).collect()
    }

    fn text(&self, text: &str) -> String {
        literal::python(text)
    }

    fn literal(&self, value: &Value) -> String {
        match value {
            Value::String(text) => self.text(text),
            Value::Bool(true) => "True".to_owned(),
            Value::Bool(false) => "False".to_owned(),
            value => value.to_string(),
        }
    }

    fn finish(&self, contract: &Contract, types: &Types, extension: &mut Value) {
        extension::finish(contract, types, extension);
    }
}

/// A line as it stands in a docstring: nothing ends it, and nothing in it is run as a test.
fn escaped(line: &str) -> String {
    let line = line.replace('\\', "\\\\").replace(">>>", "\\\\>>>");
    if line.contains("\"\"") || line.ends_with('"') {
        line.replace('"', "\\\"")
    } else {
        line
    }
}

/// A named type: other modules reach it through `models`; what is evaluated where it stands quotes what may come later.
fn named(types: &Types, id: usize, holder: Option<usize>) -> String {
    let name = &types.names[id];
    match holder {
        None => format!("models.{name}"),
        Some(holder) if is_assigned(types, holder) && is_assigned(types, id) => {
            format!("\"{name}\"")
        }
        Some(_) => name.clone(),
    }
}

/// Whether a type is a name for an expression, and no class.
fn is_assigned(types: &Types, id: usize) -> bool {
    let definition = &types.registry.types[id].definition;
    matches!(definition, TypeDef::Alias(_) | TypeDef::Union(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_docstring() {
        for (text, expected) in [
            ("a \"\"\" b", "a \\\"\\\"\\\" b"),
            ("ends in \"", "ends in \\\""),
            ("\"quoted\" and on", "\"quoted\" and on"),
            ("C:\\Users\\N", "C:\\\\Users\\\\N"),
            (">>> import os", "\\\\>>> import os"),
        ] {
            assert_eq!(Python.docs(text, 0), [expected]);
        }
    }
}
