use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use contract_first::TargetKind;
use contract_first::project::Project;
use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Value, json};

use super::document::{Names, Sent};
use crate::test::log::Log;
use crate::test::packages::{Checker, Package};

/// The drivers of the clients that are run.
const FOLDER: &str = "tests/names";

/// Names go over the wire as the document has them: the Python and TypeScript clients are called, Rust is read.
pub fn exact(
    project: &Project,
    checker: &Checker,
    names: &Names,
    packages: &[Package],
    log: &mut Log,
) -> Result<()> {
    let drivers = project.root().join(FOLDER);
    for package in packages {
        let expected = package.surroundings().join("names.json");
        let chunks = names.sent();
        let lists = chunks.iter().map(
            |sent| json!({ "texts": sent.texts, "headers": sent.headers, "cookies": sent.cookies }),
        );
        fs::write(&expected, lists.collect::<Value>().to_string())?;
        match package.kind {
            TargetKind::RustAxum => {
                let operations = package.folder.join("src/apis/ordinary.rs");
                let readers = ["query", "header", "cookie"];
                let readers = readers.map(|reader| format!("parameters::{reader}"));
                calls(&operations, &readers, names)?;
                properties(&package.folder.join("src/models.rs"), names)?;
            }
            TargetKind::Rust => {
                let writers = ["query_value", "header", "cookie"];
                let writers = writers.map(|writer| format!("call.{writer}"));
                calls(&package.folder.join("src/methods.rs"), &writers, names)?;
                properties(&package.folder.join("src/models.rs"), names)?;
            }
            TargetKind::TypeScript => {
                let compiled = package.surroundings().join("names-client/dist");
                log.run(&mut checker.tsc(package, &compiled))?;
                let mut command = Command::new("node");
                command.arg(drivers.join("wire.mjs")).arg(compiled);
                log.run(command.arg(expected))?;
            }
            TargetKind::Python => {
                let mut command = checker.python(package)?;
                log.run(command.arg(drivers.join("wire.py")).arg(expected))?;
            }
        }
    }
    Ok(())
}

/// The names in calls of the functions for queries, headers and cookies are the document's, in its order.
fn calls(file: &Path, [query, header, cookie]: &[String; 3], names: &Names) -> Result<()> {
    let tokens: TokenStream = syn::parse_str(&source(file)?)?;
    let all = names.sent();
    let of = |part: fn(&Sent) -> &[String]| -> Vec<String> {
        all.iter().flat_map(part).cloned().collect()
    };
    let headers = of(|sent| &sent.headers);
    let lower = headers.iter().map(|name| name.to_ascii_lowercase());
    for (function, expected) in [
        (query, of(|sent| &sent.texts)),
        (header, lower.collect()),
        (cookie, of(|sent| &sent.cookies)),
    ] {
        let mut found = Vec::new();
        texts(
            tokens.clone(),
            &spelled(syn::parse_str(function)?),
            &mut found,
        );
        found.retain(|name| name != "one of many");
        if function == header {
            // Case means nothing there.
            found
                .iter_mut()
                .for_each(|name| name.make_ascii_lowercase());
        }
        same(file, function, &found, &expected)?;
    }
    Ok(())
}

/// The tokens of a piece of code, each as a text.
fn spelled(tokens: TokenStream) -> Vec<String> {
    tokens.into_iter().map(|token| token.to_string()).collect()
}

/// The first text among the arguments of each call of a function.
fn texts(tokens: TokenStream, function: &[String], found: &mut Vec<String>) {
    let trees: Vec<_> = tokens.into_iter().collect();
    for (index, tree) in trees.iter().enumerate() {
        let TokenTree::Group(group) = tree else {
            continue;
        };
        let before = index.checked_sub(function.len());
        let before = before.map(|start| trees[start..index].iter().map(ToString::to_string));
        let is_call = before.is_some_and(|before| before.eq(function.iter().cloned()));
        let mut literals = group.stream().into_iter().filter_map(|token| {
            let text = syn::parse_str::<syn::LitStr>(&token.to_string()).ok()?;
            Some(text.value())
        });
        match literals.next() {
            Some(text) if is_call => found.push(text),
            _ => texts(group.stream(), function, found),
        }
    }
}

/// serde's names of the properties of `EveryThing01` and so on are the document's, in their order.
fn properties(file: &Path, names: &Names) -> Result<()> {
    let parsed = syn::parse_file(&source(file)?)?;
    let structs = parsed.items.iter().filter_map(|item| match item {
        syn::Item::Struct(item) if item.ident.to_string().starts_with("EveryThing") => Some(item),
        _ => None,
    });
    let mut found = Vec::new();
    for field in structs.flat_map(|item| &item.fields) {
        let ident = field.ident.as_ref().context("a field without a name")?;
        let mut wire = ident.to_string().trim_start_matches("r#").to_owned();
        for attribute in field
            .attrs
            .iter()
            .filter(|attr| attr.path().is_ident("serde"))
        {
            attribute.parse_nested_meta(|meta| {
                if let Ok(value) = meta.value() {
                    let text: syn::LitStr = value.parse()?;
                    if meta.path.is_ident("rename") {
                        wire = text.value();
                    }
                }
                Ok(())
            })?;
        }
        found.push(wire);
    }
    same(file, "properties", &found, &names.texts)
}

fn same(file: &Path, what: &str, found: &[String], expected: &[String]) -> Result<()> {
    let wrong = found
        .iter()
        .zip(expected)
        .find(|(found, expected)| found != expected);
    ensure!(
        wrong.is_none() && found.len() == expected.len(),
        "{}: {what}: {wrong:?}, {} of {} names",
        file.display(),
        found.len(),
        expected.len()
    );
    Ok(())
}

fn source(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}
