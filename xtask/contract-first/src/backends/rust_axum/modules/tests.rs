use std::collections::BTreeSet;
use std::path::Path;

use syn::{Item, UseTree};

use super::*;
use crate::backends::rust_axum::library::place;

/// The crates by the names that code has for them.
const CRATES: [(&str, Dependency); 16] = [
    ("async_trait", Dependency::AsyncTrait),
    ("axum", Dependency::Axum),
    ("base64", Dependency::Base64),
    ("email_address", Dependency::EmailAddress),
    ("fluent_uri", Dependency::FluentUri),
    ("form_urlencoded", Dependency::FormUrlencoded),
    ("futures_core", Dependency::FuturesCore),
    ("http_body_util", Dependency::HttpBodyUtil),
    ("percent_encoding", Dependency::PercentEncoding),
    ("serde", Dependency::Serde),
    ("serde_json", Dependency::SerdeJson),
    ("serde_path_to_error", Dependency::SerdePathToError),
    ("time", Dependency::Time),
    ("tokio", Dependency::Tokio),
    ("uuid", Dependency::Uuid),
    ("validator", Dependency::Validator),
];

fn text(module: RuntimeModule) -> &'static str {
    let sources = sources().into_iter();
    let mut sources = sources.filter(|source| source.name == module.path());
    sources.next().unwrap().text()
}

/// Whether a text has a path that starts with a name.
fn starts_a_path(text: &str, name: &str) -> bool {
    let path = format!("{name}::");
    text.match_indices(&path).any(|(at, _)| {
        let is_word = |character: char| character.is_alphanumeric() || character == '_';
        let before = text[..at].trim_end_matches("::");
        !before.ends_with(is_word)
    })
}

/// What a file takes from the rest of the package: the module, and the name in it.
fn taken(text: &str) -> Vec<(String, String)> {
    let mut taken = Vec::new();
    for item in syn::parse_file(text).unwrap().items {
        let Item::Use(item) = item else { continue };
        let UseTree::Path(root) = &item.tree else {
            continue;
        };
        if root.ident == "crate" {
            collect(&root.tree, "", &mut taken);
        }
    }
    taken
}

fn collect(tree: &UseTree, module: &str, taken: &mut Vec<(String, String)>) {
    match tree {
        UseTree::Path(path) => collect(&path.tree, &path.ident.to_string(), taken),
        UseTree::Name(name) => taken.push((module.to_owned(), name.ident.to_string())),
        UseTree::Group(group) => {
            let each = group.items.iter();
            each.for_each(|tree| collect(tree, module, taken));
        }
        UseTree::Rename(_) | UseTree::Glob(_) => panic!("{module}"),
    }
}

#[test]
fn each_file_says_which_crates_it_uses() {
    for &module in RuntimeModule::ALL {
        let text = text(module);
        let used = CRATES.iter().filter(|(name, _)| starts_a_path(text, name));
        let used: BTreeSet<_> = used.map(|(_, dependency)| *dependency).collect();
        let told: BTreeSet<_> = module.dependencies().iter().copied().collect();
        assert_eq!(used, told, "{}", module.path());
    }
}

#[test]
fn what_a_file_takes_from_others_is_there() {
    for &module in RuntimeModule::ALL {
        let there = RuntimeModule::closure([module]);
        for (home, name) in taken(text(module)) {
            // The table of the document; a module of several files, called by its name.
            if home == "schemes" || home.is_empty() {
                continue;
            }
            let gives = |other: &&RuntimeModule| {
                let (area, file) = place(**other);
                let mut names = other.public().iter().chain(other.internal());
                area.unwrap_or(file) == home && names.any(|given| *given == name)
            };
            let giver = there.iter().find(gives);
            let path = module.path();
            assert!(giver.is_some(), "{path} takes {name} of {home}");
        }
    }
}

#[test]
fn files_stand_in_the_order_of_their_paths() {
    let paths = RuntimeModule::ALL
        .iter()
        .map(|module| Path::new(module.path()).with_extension(""));
    assert!(paths.is_sorted());
}
