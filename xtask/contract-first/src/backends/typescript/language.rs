use serde_json::json;

use super::imports::MODELS;
use super::package::TemplateData;
use super::text::literal;
use super::{check, files, names};

use crate::backend::client;
use crate::backend::client::language::{Language, Position, Types};
use crate::backend::client::package::ClientPackage;
use crate::backend::client::words::wrapped;
use crate::backend::names::Convention;
use crate::backend::{Backend, Fragment, GeneratorSettings, Package, PackageFiles, TemplateFile};
use crate::diagnostic::Diagnostics;
use crate::model::{CodeType, Contract, TypeKind, TypeRef};
use crate::target_kind::TargetKind;

/// TypeScript, as the `typescript-fetch` templates write it.
#[derive(Debug)]
pub struct TypeScript;

impl Backend for TypeScript {
    fn id(&self) -> &'static str {
        TargetKind::TypeScript.id()
    }

    fn check(&self, contract: &Contract, operations: &mut [Diagnostics]) {
        check::check(contract, operations);
    }

    fn templates(&self) -> &'static [TemplateFile] {
        files::FILES
    }

    fn files(&self, contract: &Contract, package: &Package) -> PackageFiles {
        client::package::files(contract, self, package)
    }

    fn generator(&self, package: &str) -> GeneratorSettings {
        GeneratorSettings {
            name: "typescript-fetch",
            properties: json!({ "npmName": package }),
            sources: "src".to_owned(),
            unused: files::UNUSED,
        }
    }
}

impl Language for TypeScript {
    fn convention(&self, position: Position) -> &'static Convention {
        names::convention(position)
    }

    fn of(&self, types: &Types, shape: &TypeRef, holder: Option<usize>) -> Fragment {
        if let Some(chosen) = chosen_type(shape) {
            let plain = written(chosen);
            return match types.registry.is_nullable(shape) {
                true => plain.map(|plain| format!("{plain} | null")),
                false => plain,
            };
        }
        let plain = match &shape.kind {
            TypeKind::Any => return Fragment::plain("unknown"),
            TypeKind::Null => return Fragment::plain("null"),
            TypeKind::Boolean => Fragment::plain("boolean"),
            TypeKind::Integer(_) | TypeKind::Number => Fragment::plain("number"),
            TypeKind::Array(items) => {
                let item = self.of(types, items, holder);
                match &items.kind {
                    TypeKind::Any | TypeKind::Null => item.map(|item| format!("{item}[]")),
                    _ if types.registry.is_nullable(items) => {
                        item.map(|item| format!("({item})[]"))
                    }
                    _ => item.map(|item| format!("{item}[]")),
                }
            }
            TypeKind::Map(values) => {
                let values = self.of(types, values, holder);
                values.map(|values| format!("Record<string, {values}>"))
            }
            TypeKind::Named(id) => match (holder, &types.names[*id]) {
                (Some(_), name) => Fragment::plain(name),
                (None, name) => Fragment::imported(MODELS, format!("models.{name}")),
            },
            TypeKind::String | TypeKind::Uri | TypeKind::Uuid => Fragment::plain("string"),
        };
        if types.registry.is_nullable(shape) {
            plain.map(|plain| format!("{plain} | null"))
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

    /// The Fetch standard, `Request`: a body with GET or HEAD is a `TypeError`.
    fn sends_body(&self, method: &str) -> bool {
        !matches!(method, "GET" | "HEAD")
    }

    fn client_files(&self, client: &ClientPackage) -> PackageFiles {
        let needed =
            |file: &&TemplateFile| file.name != files::SERVERS || !client.servers.is_empty();
        PackageFiles {
            files: files::FILES.iter().filter(needed).collect(),
            data: ClientPackage::template_data(TemplateData::of(client)),
        }
    }
}

/// The type that was chosen for the values of a shape.
pub fn chosen_type(shape: &TypeRef) -> Option<&CodeType> {
    shape.code_types.as_ref()?.typescript.as_ref()
}

/// A type by the package that it comes from.
fn written(chosen: &CodeType) -> Fragment {
    let path = chosen.path.join(".");
    match &chosen.package {
        Some(package) => Fragment::plain(format!("import({}).{path}", literal(&package.name))),
        None => Fragment::plain(path),
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
