use serde_json::Value;

use super::{extension, names};
use crate::backend::client::common;
use crate::backend::client::language::{Language, Position, Types};
use crate::backend::client::package::{ClientPackage, document};
use crate::backend::client::words::wrapped;
use crate::backend::names::Convention;
use crate::backend::{Backend, Fragment, Package};
use crate::model::{Contract, StringFormat, TypeDef, TypeKind, TypeRef};
use crate::target_kind::TargetKind;
use crate::text::literal;

/// Python, as the `python` templates write it.
pub struct Python;

impl Backend for Python {
    fn document(&self, contract: &Contract, package: &Package) -> Value {
        document(contract, self, package)
    }
}

impl Language for Python {
    fn id(&self) -> &'static str {
        TargetKind::Python.id()
    }

    fn convention(&self, position: Position) -> &'static Convention {
        names::convention(position)
    }

    fn of(&self, types: &Types, shape: &TypeRef, holder: Option<usize>) -> Fragment {
        let plain = match &shape.kind {
            TypeKind::Any => return Fragment::imported("typing", "Any"),
            TypeKind::Null => return Fragment::plain("None"),
            TypeKind::Boolean => Fragment::plain("bool"),
            TypeKind::Integer(_) => Fragment::plain("int"),
            TypeKind::Number => Fragment::plain("float"),
            TypeKind::Uuid => Fragment::imported("uuid", "UUID"),
            TypeKind::Array(items) => {
                let items = self.of(types, items, holder);
                items.map(|items| format!("list[{items}]"))
            }
            TypeKind::Map(values) => {
                let values = self.of(types, values, holder);
                values.map(|values| format!("dict[str, {values}]"))
            }
            TypeKind::Named(id) => named(types, *id, holder),
            _ => match shape.format {
                Some(StringFormat::Date) => {
                    Fragment::plain("Date").with("datetime", "date as Date")
                }
                Some(StringFormat::DateTime) => Fragment::imported("pydantic", "AwareDatetime"),
                _ => Fragment::plain("str"),
            },
        };
        if !types.registry.is_nullable(shape) {
            plain
        } else if holder.is_some_and(|id| is_assigned(types, id)) {
            let union = plain.map(|plain| format!("Union[{plain}, None]"));
            union.with("typing", "Union")
        } else {
            plain.map(|plain| format!("{plain} | None"))
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

    fn extension(&self, client: &ClientPackage) -> Value {
        let mut extension = common::extension(client, self);
        extension::finish(client.contract, client.types, &mut extension);
        common::remove_raw(&mut extension);
        extension
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
fn named(types: &Types, id: usize, holder: Option<usize>) -> Fragment {
    let name = &types.names[id];
    match holder {
        None => Fragment::plain(format!("models.{name}")).with(".", "models"),
        Some(holder) if is_assigned(types, holder) && is_assigned(types, id) => {
            Fragment::plain(format!("\"{name}\""))
        }
        Some(_) => Fragment::plain(name),
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
