use serde_json::Value;

use super::reader::SchemaReader;
use crate::diagnostic::Diagnostics;
use crate::document::Pointer;
use crate::model::{Direction, TypeRef};

impl SchemaReader<'_> {
    /// Reads a schema that an operation names: `name` is for what needs one.
    pub fn read_for(
        &mut self,
        schema: &Value,
        at: Pointer,
        name: &str,
        direction: Direction,
        diagnostics: &mut Diagnostics,
    ) -> TypeRef {
        let (shape, types) = self.read_root(schema, at, name, direction, diagnostics);
        let roots = types.iter().map(|id| (*id, direction));
        self.types.roots.extend(roots);
        shape
    }

    /// Reads the schema of a response's header.
    pub fn read_header(
        &mut self,
        schema: &Value,
        at: Pointer,
        name: &str,
        diagnostics: &mut Diagnostics,
    ) -> TypeRef {
        let (shape, types) = self.read_root(schema, at, name, Direction::Response, diagnostics);
        self.types.header_roots.extend(types);
        shape
    }

    /// Reads the schema of a multipart body; what its parts are made of is to be named as such.
    pub fn read_multipart(
        &mut self,
        schema: &Value,
        at: Pointer,
        name: &str,
        diagnostics: &mut Diagnostics,
    ) -> TypeRef {
        let (shape, types) = self.read_root(schema, at, name, Direction::Request, diagnostics);
        self.types.multipart_roots.extend(types);
        shape
    }
}
