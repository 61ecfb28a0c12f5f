use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use contract_first::files::files_below;
use syn::{
    File, FnArg, ImplItem, ImplItemFn, Item, ItemTrait, Pat, TraitItem, TraitItemFn, UseTree,
};

/// The `Service` of any document: credentials are taken as they are, and nothing is done.
const SERVICE: &str = r#"
pub struct Everything;

impl document_api::Service for Everything {
    type Error = ();

    fn refuse(&self, rejection: document_api::Rejection) -> axum::response::Response {
        let text = format!("stub: {rejection}");
        axum::response::IntoResponse::into_response((rejection.status(), text))
    }

    fn fail(&self, operation: &'static document_api::Operation, _error: ()) -> axum::response::Response {
        let text = format!("implementation: {}", operation.id);
        axum::response::IntoResponse::into_response((axum::http::StatusCode::NOT_IMPLEMENTED, text))
    }
}
"#;

/// What it has beside where an operation asks for credentials.
const AUTHENTICATE: &str = r#"
#[async_trait::async_trait]
impl document_api::Authenticate for Everything {
    type Principal = ();

    async fn authenticate(
        &self,
        _operation: &'static document_api::Operation,
        _presented: document_api::Presented<'_>,
    ) -> Result<(), ()> {
        Ok(())
    }
}
"#;

/// An implementation of the stub in `crate_folder`: each method fails, and says which one it is.
///
/// # Errors
/// When the crate cannot be read.
pub fn implementation(crate_folder: &Path) -> Result<String> {
    let source = crate_folder.join("src");
    let mut file: File = syn::parse_str(SERVICE)?;
    if source.join("authenticate.rs").exists() {
        file.items.push(Item::Impl(syn::parse_str(AUTHENTICATE)?));
    }
    let mut count = 0;
    for name in files_below(&source.join("apis"))? {
        let module = name.trim_end_matches(".rs");
        if module == "mod" {
            continue;
        }
        let path = source.join("apis").join(&name);
        for of_tag in traits(&path)? {
            file.items.push(failing(module, of_tag, imports(&path)?)?);
            count += 1;
        }
    }
    ensure!(count > 0, "{} has no trait", crate_folder.display());
    Ok(prettyplease::unparse(&file))
}

/// The traits of a file.
fn traits(path: &Path) -> Result<Vec<ItemTrait>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let items = syn::parse_file(&text)?.items.into_iter();
    let traits = items.filter_map(|item| match item {
        Item::Trait(of_tag) => Some(of_tag),
        _ => None,
    });
    Ok(traits.collect())
}

/// What a file takes from crates that the served one has too: some arguments are of their types.
fn imports(path: &Path) -> Result<Vec<Item>> {
    let mut items = syn::parse_file(&fs::read_to_string(path)?)?.items;
    items.retain(|item| {
        matches!(item, Item::Use(import) if matches!(&import.tree, UseTree::Path(path)
            if ["axum", "serde_json", "std"].iter().any(|name| path.ident == name)))
    });
    Ok(items)
}

/// A module with `impl Tag for Everything`.
fn failing(module: &str, of_tag: ItemTrait, imports: Vec<Item>) -> Result<Item> {
    // Types of arguments are those of the module, and `models::...`.
    let mut text: syn::ItemMod = syn::parse_str(&format!(
        "#[allow(unused_imports)]
        mod {module} {{
            use document_api::{{*, apis::{module}::*}};
            #[async_trait::async_trait]
            impl {} for super::Everything {{}}
        }}",
        of_tag.ident
    ))?;
    let functions = of_tag.items.into_iter().filter_map(|item| match item {
        TraitItem::Fn(function) => Some(function),
        _ => None,
    });
    let functions: Vec<_> = functions.map(method).collect::<Result<_>>()?;
    if let Some((_, items)) = &mut text.content
        && let Some(Item::Impl(implementation)) = items.last_mut()
    {
        implementation.items = functions;
        items.splice(0..0, imports);
    }
    Ok(Item::Mod(text))
}

fn method(function: TraitItemFn) -> Result<ImplItem> {
    let mut signature = function.sig;
    for argument in &mut signature.inputs {
        if let FnArg::Typed(typed) = argument {
            *typed.pat = syn::parse::Parser::parse_str(Pat::parse_single, "_")?;
        }
    }
    let mut failing: ImplItemFn = syn::parse_str("fn failing() { Err(()) }")?;
    failing.sig = signature;
    Ok(ImplItem::Fn(failing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_method_fails_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join("src").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("apis/mod.rs", "pub mod pets;");
        write(
            "apis/pets.rs",
            "pub trait Pets: Service { /// One. \n async fn r#type(&self, parameters: TypeParameters) -> Result<TypeResponse, Self::Error>; }",
        );
        let text = implementation(folder.path()).unwrap();
        assert!(text.contains("impl Pets for super::Everything"), "{text}");
        assert!(text.contains("_: TypeParameters"), "{text}");
        assert!(!text.contains("authenticate"), "{text}");
        write("authenticate.rs", "");
        assert!(
            implementation(folder.path())
                .unwrap()
                .contains("type Principal = ()")
        );
    }
}
