//! Prints what templates print, without what the target cannot make:
//! `cargo run --example template_data -- FILE rust-axum|rust|typescript|python`.

use anyhow::{Context, Result};
use contract_first::document::{load, pretty};
use contract_first::effective::effective;
use contract_first::lint::supported;
use contract_first::{Package, TargetKind};
use serde_json::json;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (file, word) = (arguments.next(), arguments.next());
    let file = file.context("name a document")?;
    let mut kinds = TargetKind::ALL.into_iter();
    let kind = kinds.find(|kind| Some(kind.id()) == word.as_deref());
    let kind = kind.context("name a kind: rust-axum, rust, typescript or python")?;
    let overlay = file
        .ends_with("accounts.json")
        .then(|| load("openapi/overlay.json"));
    let overlay = overlay.transpose()?;
    let document = effective(load(&file)?.document()?, overlay)?.document;
    let contract = supported(document, kind).contract;
    let contract = contract.context("nothing of the document can be made")?;
    let package = Package {
        name: "sample",
        environment: "SAMPLE",
    };
    let data = contract.files(kind, &package).data;
    println!("{}", pretty(&json!(data)));
    Ok(())
}
