use serde_json::{Value, json};

use super::module::{Module, UNUSED};
use super::names;
use super::package::TemplateData;
use super::scheme::Scheme;
use crate::backend::client;
use crate::backend::client::language::{Language, Position, Types};
use crate::backend::client::package::ClientPackage;
use crate::backend::names::Convention;
use crate::backend::rust::{self, chosen_type, docs, rust_path};
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

/// What stands around the type of a value.
pub struct Wrapping {
    pub optional: bool,
    /// Inside of `Option`.
    pub boxed: bool,
}

impl Wrapping {
    /// That of a shape; `holder` is the entry that it stands in.
    pub fn of(types: &Types, shape: &TypeRef, holder: Option<usize>) -> Self {
        let library = types.registry;
        let recursive = |holder: usize| match shape.kind {
            TypeKind::Named(id) => types.recursion.boxed(holder, id),
            _ => false,
        };
        let large = |holder: usize| {
            let choice = matches!(library.types[holder].definition, TypeDef::Union(_));
            choice && library.is_large(shape)
        };
        Self {
            optional: library.is_nullable(shape),
            boxed: holder.is_some_and(|holder| recursive(holder) || large(holder)),
        }
    }
}

impl Backend for Rust {
    fn id(&self) -> &'static str {
        TargetKind::Rust.id()
    }

    fn templates(&self) -> &'static [TemplateFile] {
        Module::FILES
    }

    fn files(&self, contract: &Contract, package: &Package) -> PackageFiles {
        client::package::files(contract, self, package)
    }

    fn generator(&self, package: &str) -> GeneratorSettings {
        GeneratorSettings {
            name: "rust",
            properties: json!({ "packageName": package }),
            sources: "src".to_owned(),
            unused: UNUSED,
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
        let plain = if let Some(chosen) = chosen_type(shape) {
            Fragment::plain(rust_path(chosen))
        } else {
            match &shape.kind {
                TypeKind::Array(items) => {
                    let items = self.of(types, items, None);
                    items.map(|items| format!("Vec<{items}>"))
                }
                TypeKind::Map(values) => {
                    let map = self.of(types, values, None);
                    let map = map.map(|values| format!("BTreeMap<String, {values}>"));
                    map.with("std::collections", "BTreeMap")
                }
                TypeKind::Named(id) => Fragment::imported(MODELS, &types.names[*id]),
                TypeKind::Uri => Fragment::plain("String"),
                TypeKind::Uuid => Fragment::imported("uuid", "Uuid"),
                TypeKind::Any => Fragment::imported("serde_json", "Value"),
                kind => Fragment::plain(scalar(kind)),
            }
        };
        let wrapping = Wrapping::of(types, shape, holder);
        let plain = match wrapping.boxed {
            true => plain.map(|plain| format!("Box<{plain}>")),
            false => plain,
        };
        match wrapping.optional {
            true => plain.map(|plain| format!("Option<{plain}>")),
            false => plain,
        }
    }

    fn client_files(&self, client: &ClientPackage) -> PackageFiles {
        let schemes = Scheme::all(client);
        let data = TemplateData::of(client, &schemes);
        PackageFiles {
            files: data.files().collect(),
            data: ClientPackage::template_data(data),
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
