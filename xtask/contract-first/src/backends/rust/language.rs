use serde_json::{Value, json};

use super::package::TemplateData;
use super::scheme::Scheme;
use super::{files, names};
use crate::backend::client;
use crate::backend::client::language::{Language, Position, Types};
use crate::backend::client::package::ClientPackage;
use crate::backend::names::Convention;
use crate::backend::rust::{self, docs};
use crate::backend::{
    Backend, FormatError, Fragment, GeneratorSettings, Package, PackageFiles, TemplateFile,
};
use crate::backends::rust_axum::scalar;
use crate::model::{Contract, TypeDef, TypeKind, TypeRef};
use crate::target_kind::TargetKind;
use crate::text::literal;

/// The module of the types with a name.
pub const MODELS: &str = "crate::models";
/// The module of the types that go with operations.
pub const OPERATIONS: &str = "crate::operations";

/// Rust, as the `rust` templates write it.
#[derive(Debug)]
pub struct Rust;

impl Backend for Rust {
    fn id(&self) -> &'static str {
        TargetKind::Rust.id()
    }

    fn templates(&self) -> &'static [TemplateFile] {
        files::FILES
    }

    fn files(&self, contract: &Contract, package: &Package) -> PackageFiles {
        client::package::files(contract, self, package)
    }

    fn generator(&self, package: &str) -> GeneratorSettings {
        GeneratorSettings {
            name: "rust",
            properties: json!({ "packageName": package }),
            sources: "src".to_owned(),
            unused: files::UNUSED,
        }
    }

    fn format(&self, name: &str, text: String) -> Result<String, FormatError> {
        rust::format(name, text)
    }
}

impl Language for Rust {
    fn convention(&self, position: Position) -> &'static Convention {
        names::convention(position)
    }

    fn of(&self, types: &Types, shape: &TypeRef, holder: Option<usize>) -> Fragment {
        let library = types.registry;
        let mut boxed = false;
        let plain = match &shape.kind {
            TypeKind::Array(items) => {
                let items = self.of(types, items, None);
                items.map(|items| format!("Vec<{items}>"))
            }
            TypeKind::Map(values) => {
                let map = self.of(types, values, None);
                let map = map.map(|values| format!("BTreeMap<String, {values}>"));
                map.with("std::collections", "BTreeMap")
            }
            TypeKind::Named(id) => {
                boxed = holder.is_some_and(|holder| types.recursion.boxed(holder, *id));
                Fragment::imported(MODELS, &types.names[*id])
            }
            TypeKind::Uri => Fragment::plain("String"),
            TypeKind::Uuid => Fragment::imported("uuid", "Uuid"),
            TypeKind::Any => Fragment::imported("serde_json", "Value"),
            kind => Fragment::plain(scalar(kind)),
        };
        let choice = holder
            .is_some_and(|holder| matches!(library.types[holder].definition, TypeDef::Union(_)));
        let plain = if boxed || choice && library.is_large(shape) {
            plain.map(|plain| format!("Box<{plain}>"))
        } else {
            plain
        };
        if library.is_nullable(shape) {
            plain.map(|plain| format!("Option<{plain}>"))
        } else {
            plain
        }
    }

    fn client_files(&self, client: &ClientPackage) -> PackageFiles {
        PackageFiles {
            files: files::FILES.iter().collect(),
            data: ClientPackage::template_data(TemplateData::of(client, &Scheme::all(client))),
        }
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
            value if value.is_i64() => format!("{value}_i64"),
            value if value.is_u64() => format!("{value}_u64"),
            value => value.to_string(),
        }
    }
}
