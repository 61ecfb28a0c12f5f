//! Reads one schema by itself, for the tests of this folder.

use serde_json::{Value, json};

use super::reader::SchemaReader;
use crate::diagnostic::Diagnostics;
use crate::model::{Direction, TypeDef, TypeKind, TypeRef, TypeRegistry};

/// What a schema was read into.
pub struct ReadSchema {
    pub shape: TypeRef,
    pub types: TypeRegistry,
    /// Code and place of everything that was found, in the schema and in the types that it names.
    pub found: Vec<(u16, String)>,
}

impl ReadSchema {
    /// The type with a name that the schema is.
    #[track_caller]
    pub fn definition(&self) -> &TypeDef {
        let TypeKind::Named(id) = self.shape.kind else {
            panic!("no type with a name: {:?}", self.shape);
        };
        &self.types.types[id].definition
    }
}

/// Reads a schema as the body of a request, in a document of OpenAPI 3.1.
pub fn read(schema: Value) -> ReadSchema {
    read_beside(json!({}), schema, Direction::Request)
}

/// Reads a schema as a body, beside `components.schemas`.
pub fn read_beside(schemas: Value, schema: Value, direction: Direction) -> ReadSchema {
    read_in("3.1.0", schemas, schema, direction)
}

/// The same in a document of a version.
pub fn read_in(version: &str, schemas: Value, schema: Value, direction: Direction) -> ReadSchema {
    let message = json!({ "content": { "application/json": { "schema": schema } } });
    let operation = match direction {
        Direction::Request => json!({ "requestBody": message }),
        Direction::Response => json!({ "responses": { "200": message } }),
    };
    let document = json!({
        "openapi": version,
        "paths": { "/a": { "post": operation } },
        "components": { "schemas": schemas },
    });
    let mut reader = SchemaReader::new(&document);
    let mut own = Diagnostics::default();
    let shape = reader.read_for(&schema, "/here".into(), "here", direction, &mut own);
    let all = reader.diagnostics.iter().chain([&own]);
    let found = all.flat_map(|part| &part.found);
    let found = found.map(|one| (one.code().0, one.pointer().to_string()));
    ReadSchema {
        shape,
        found: found.collect(),
        types: reader.types,
    }
}
