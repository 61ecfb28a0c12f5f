//! Blank lines between items, which prettyplease leaves out.

use std::collections::BTreeSet;

use syn::spanned::Spanned;
use syn::{Attribute, File, ImplItem, Item, TraitItem};

/// `text` with one blank line between neighbouring items of a file, module, trait or `impl`.
/// Neighbours of one kind and one line each (`use`, `mod`, ...) stay together.
///
/// # Errors
/// When `text` is no Rust.
pub fn between_items(text: &str) -> syn::Result<String> {
    let file: File = syn::parse_file(text)?;
    let mut breaks = BTreeSet::new();
    after_inner_attributes(&file.attrs, &file.items, &mut breaks);
    items(&file.items, &mut breaks);
    let mut spaced = String::with_capacity(text.len() + breaks.len());
    for (index, line) in text.lines().enumerate() {
        if breaks.contains(&(index + 1)) && !spaced.ends_with("\n\n") {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
    }
    Ok(spaced)
}

fn after_inner_attributes(attributes: &[Attribute], items: &[Item], breaks: &mut BTreeSet<usize>) {
    if let (false, Some(first)) = (attributes.is_empty(), items.first()) {
        breaks.insert(first.span().start().line);
    }
}

fn items(list: &[Item], breaks: &mut BTreeSet<usize>) {
    neighbours(list, breaks);
    for item in list {
        match item {
            Item::Mod(module) => {
                if let Some((_, inner)) = &module.content {
                    items(inner, breaks);
                }
            }
            Item::Trait(found) => neighbours(&found.items, breaks),
            Item::Impl(found) => neighbours(&found.items, breaks),
            _ => {}
        }
    }
}

fn neighbours<T: Grouped>(list: &[T], breaks: &mut BTreeSet<usize>) {
    for pair in list.windows(2) {
        let alike = pair[0].group().is_some() && pair[0].group() == pair[1].group();
        let bare = |item: &T| item.wraps() || one_line(item);
        if !(alike && bare(&pair[0]) && bare(&pair[1])) {
            breaks.insert(pair[1].span().start().line);
        }
    }
}

fn one_line(item: &impl Spanned) -> bool {
    let span = item.span();
    span.start().line == span.end().line
}

/// Items of one group may stand together; without a group an item stands alone.
trait Grouped: Spanned {
    fn group(&self) -> Option<u8>;

    /// Whether it stays in its group although it goes over several lines: a long `use` without attributes.
    fn wraps(&self) -> bool {
        false
    }
}

impl Grouped for Item {
    fn group(&self) -> Option<u8> {
        match self {
            Self::Use(item) if matches!(item.vis, syn::Visibility::Inherited) => Some(origin(item)),
            Self::Use(_) => Some(3),
            Self::Mod(_) => Some(4),
            Self::Const(_) | Self::Static(_) => Some(5),
            Self::Type(_) => Some(6),
            _ => None,
        }
    }

    fn wraps(&self) -> bool {
        matches!(self, Self::Use(item) if item.attrs.is_empty())
    }
}

/// Imports stand in three groups, as rustfmt's `group_imports` has them: of the standard library, of other crates, of this one.
fn origin(item: &syn::ItemUse) -> u8 {
    let first = match &item.tree {
        syn::UseTree::Path(path) => path.ident.to_string(),
        _ => String::new(),
    };
    match first.as_str() {
        "std" | "core" | "alloc" => 0,
        "crate" | "self" | "super" => 2,
        _ => 1,
    }
}

impl Grouped for TraitItem {
    fn group(&self) -> Option<u8> {
        match self {
            Self::Const(_) => Some(5),
            Self::Type(_) => Some(6),
            _ => None,
        }
    }
}

impl Grouped for ImplItem {
    fn group(&self) -> Option<u8> {
        match self {
            Self::Const(_) => Some(5),
            Self::Type(_) => Some(6),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_set_apart_by_origin() {
        let text = "use std::fmt;\nuse a::b;\nuse c::d;\nuse crate::e;\nuse super::f;\n";
        let spaced = "use std::fmt;\n\nuse a::b;\nuse c::d;\n\nuse crate::e;\nuse super::f;\n";
        assert_eq!(between_items(text).unwrap(), spaced);
    }

    #[test]
    fn items_are_set_apart_and_texts_are_left_alone() {
        let text = "//! Doc\nuse a::b;\nuse c::{\n    d,\n};\nuse e::f;\nmod x;\n/// A\npub struct A {\n    b: u8,\n}\nimpl A {\n    const C: u8 = 1;\n    /// One\n    fn one() {}\n    fn two() {}\n}\nconst S: &str = \"\nfn b() {}\nfn c() {}\n\";\n";
        let spaced = "//! Doc\n\nuse a::b;\nuse c::{\n    d,\n};\nuse e::f;\n\nmod x;\n\n/// A\npub struct A {\n    b: u8,\n}\n\nimpl A {\n    const C: u8 = 1;\n\n    /// One\n    fn one() {}\n\n    fn two() {}\n}\n\nconst S: &str = \"\nfn b() {}\nfn c() {}\n\";\n";
        assert_eq!(between_items(text).unwrap(), spaced);
    }
}
