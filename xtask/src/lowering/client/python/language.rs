use heck::{ToShoutySnakeCase, ToSnakeCase};
use serde_json::Value;

use super::extension;
use crate::lowering::client::contract::Contract;
use crate::lowering::client::language::{Language, Types};
use crate::lowering::client::words::wrapped;
use crate::lowering::schema::{Definition, Kind, Shape};
use crate::text::literal;

/// Python, as the `python` templates write it.
pub struct Python;

/// Names that no value can have, and those that annotations beside it are written with.
const RESERVED: &str = "and as assert async await break class continue def del elif else except false finally for from global if \
    import in is lambda none nonlocal not or pass raise return self true try while with yield \
    bool bytes dict float int list object str super";

/// What a pydantic model has by itself.
const OF_MODELS: &str = "construct copy dict from_orm json parse_file parse_obj parse_raw schema schema_json update_forward_refs validate";

/// Names of types that the package's own modules have.
const TAKEN: [&str; 34] = [
    "Annotated",
    "Answer",
    "Any",
    "AsyncClient",
    "AwareDatetime",
    "Blocking",
    "Call",
    "ClassVar",
    "Client",
    "ConnectionFailedError",
    "Content",
    "Date",
    "Error",
    "Exception",
    "False",
    "Field",
    "IntegerEnum",
    "Literal",
    "Model",
    "NonBlocking",
    "None",
    "OptionError",
    "Self",
    "Settings",
    "StatusError",
    "Tag",
    "TextEnum",
    "TimedOutError",
    "TransportError",
    "True",
    "TypeAliasType",
    "UUID",
    "UnexpectedAnswerError",
    "Union",
];

impl Language for Python {
    fn taken_types(&self) -> &'static [&'static str] {
        &TAKEN
    }

    fn taken_methods(&self) -> &'static [&'static str] {
        &["close", "models"]
    }

    fn taken_options(&self) -> &'static [&'static str] {
        &[
            "base_url",
            "timeout",
            "retries",
            "http_client",
            "credentials",
        ]
    }

    fn value(&self, wire: &str) -> String {
        let name = wire.to_snake_case();
        let name: String = name
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
            .collect();
        // A name that begins with an underscore is none of a model's fields.
        let name = name.trim_matches('_');
        let mut reserved = RESERVED
            .split_whitespace()
            .chain(OF_MODELS.split_whitespace());
        match name {
            "" => "unnamed".to_owned(),
            _ if reserved.any(|word| word == name) || name.starts_with("model_") => {
                format!("{name}_")
            }
            _ if name.starts_with(|c: char| c.is_ascii_digit()) => format!("n{name}"),
            _ => name.to_owned(),
        }
    }

    fn variant(&self, text: &str) -> String {
        let name = text.to_shouty_snake_case();
        let name: String = name
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
            .collect();
        match name.trim_matches('_') {
            "" => "EMPTY".to_owned(),
            "UNKNOWN" => "UNKNOWN_".to_owned(),
            name if name.starts_with(|c: char| c.is_ascii_digit()) => format!("VALUE_{name}"),
            name => name.to_owned(),
        }
    }

    fn of(&self, types: &Types, shape: &Shape, holder: Option<usize>) -> String {
        let plain = match &shape.kind {
            Kind::Any => return "Any".to_owned(),
            Kind::Null => return "None".to_owned(),
            Kind::Boolean => "bool".to_owned(),
            Kind::Integer32 | Kind::Integer64 => "int".to_owned(),
            Kind::Number => "float".to_owned(),
            Kind::Uuid => "UUID".to_owned(),
            Kind::Array(items) => format!("list[{}]", self.of(types, items, holder)),
            Kind::Map(values) => format!("dict[str, {}]", self.of(types, values, holder)),
            Kind::Named(id) => named(types, *id, holder),
            _ => match shape.format {
                Some("date") => "Date".to_owned(),
                Some("date-time") => "AwareDatetime".to_owned(),
                _ => "str".to_owned(),
            },
        };
        if !types.library.is_nullable(shape) {
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

    fn separator(&self) -> &'static str {
        "_"
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
    let definition = &types.library.entries[id].definition;
    matches!(definition, Definition::Alias(_) | Definition::Union(_))
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
