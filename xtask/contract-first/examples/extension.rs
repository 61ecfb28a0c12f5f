//! Prints the document that a client's templates are rendered from: `cargo run --example extension -- FILE rust|typescript|python`.

use anyhow::{Context, Result};
use contract_first::document::{load, pretty};
use contract_first::effective::effective;
use contract_first::lowering::lower;
use contract_first::{Package, TargetKind};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (file, word) = (arguments.next(), arguments.next());
    let file = file.context("name a document")?;
    let languages = [TargetKind::Rust, TargetKind::TypeScript, TargetKind::Python];
    let language = languages
        .into_iter()
        .find(|one| Some(one.id()) == word.as_deref());
    let language = language.context("name a language: rust, typescript or python")?;
    let overlay = file
        .ends_with("accounts.json")
        .then(|| load("openapi/overlay.json"));
    let overlay = overlay.transpose()?;
    let document = effective(load(&file)?.document()?, overlay)?.document;
    let package = Package {
        name: "sample-client",
        environment: "SAMPLE",
    };
    println!("{}", pretty(&lower(&document).document(language, &package)));
    Ok(())
}
