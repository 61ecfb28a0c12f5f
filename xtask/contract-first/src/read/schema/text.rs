use serde_json::{Map, Value};

use super::bound::count;
use super::reader::SchemaReader;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::schema;
use crate::document::{FORMATS, Pointer, code_types};
use crate::model::{Constraint, Pattern, StringFormat, TypeKind, TypeRef};
use crate::text::pattern::translated;

/// Formats that ask nothing of a text, or are types of their own.
const UNCHECKED: [&str; 4] = ["", "binary", "password", "uri"];

impl SchemaReader<'_> {
    /// A string. Formats that are not known here are annotations (JSON Schema 2020-12 validation, section 7.2.1).
    pub fn text(
        &mut self,
        schema: &Map<String, Value>,
        at: &Pointer,
        diagnostics: &mut Diagnostics,
    ) -> TypeRef {
        let format = schema
            .get("format")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let mut constraints = Vec::new();
        let length = count(schema, ["minLength", "maxLength"], at, diagnostics);
        let patterns: Vec<_> = match schema.get("pattern") {
            Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
            one => one.and_then(Value::as_str).into_iter().collect(),
        };
        let free = length.is_none() && patterns.is_empty();
        let known = StringFormat::of(format);
        let types = code_types(schema, &self.root[FORMATS]).ok().flatten();
        let by_type = types.is_some_and(|types| types.is_checked());
        if known.is_none() && !by_type && !UNCHECKED.contains(&format) {
            diagnostics.add(
                schema::UNCHECKED_FORMAT
                    .at(at.child("format"))
                    .because(format!("texts are not checked for the format `{format}`")),
            );
        }
        let kind = match format {
            "uri" => TypeKind::Uri,
            // Parsed, its spelling is lost: what else is asked of it could not be checked.
            "uuid" if free => TypeKind::Uuid,
            _ => TypeKind::String,
        };
        constraints.extend(length.map(Constraint::Length));
        if kind == TypeKind::String {
            constraints.extend(known.map(Constraint::Format));
        }
        for source in patterns {
            match translated(source) {
                Ok(translated) => {
                    let pattern = Pattern {
                        source: source.to_owned(),
                        engine: translated.engine,
                    };
                    if !self.types.patterns.contains(&pattern) {
                        self.types.patterns.push(pattern.clone());
                    }
                    constraints.push(Constraint::Pattern(pattern));
                }
                Err(problem) => diagnostics.add(
                    schema::PATTERN
                        .at(at.child("pattern"))
                        .because(format!("the pattern `{source}` {problem}")),
                ),
            }
        }
        TypeRef {
            format: known,
            ..TypeRef::with(kind, constraints)
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::Count;
    use crate::read::schema::testing::read;

    #[test]
    fn formats_are_types_or_constraints_or_said_to_be_unchecked() {
        let format = |name: &str| read(json!({ "type": "string", "format": name }));
        for (name, kind) in [
            ("uri", TypeKind::Uri),
            ("uuid", TypeKind::Uuid),
            ("password", TypeKind::String),
            ("binary", TypeKind::String),
        ] {
            let read = format(name);
            assert_eq!((read.shape.kind, read.found), (kind, Vec::new()), "{name}");
        }
        let date = format("date").shape.constraints;
        assert_eq!(date, [Constraint::Format(StringFormat::Date)]);
        let code = schema::UNCHECKED_FORMAT.code.0;
        assert_eq!(
            format("hostname").found,
            [(code, "/here/format".to_owned())]
        );
    }

    #[test]
    fn a_uuid_of_which_more_is_asked_stays_a_text() {
        let read = read(json!({ "type": "string", "format": "uuid", "maxLength": 36 }));
        let length = Count {
            least: 0,
            most: Some(36),
        };
        assert_eq!(read.shape.kind, TypeKind::String);
        assert_eq!(
            read.shape.constraints,
            [
                Constraint::Length(length),
                Constraint::Format(StringFormat::Uuid)
            ]
        );
    }

    #[test]
    fn a_pattern_is_kept_once_as_the_document_writes_it() {
        let text = json!({ "type": "string", "pattern": "^\\d+$" });
        let read = read(json!({ "properties": { "a": text, "b": text } }));
        assert_eq!(
            read.types.patterns,
            [Pattern {
                source: "^\\d+$".to_owned(),
                engine: crate::text::pattern::Engine::Linear
            }]
        );
    }
}
