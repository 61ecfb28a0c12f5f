//! Every row of the table of constructs, shown by a document of its own: `tests/constructs/CF0123.yaml`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use contract_first::Package;
use contract_first::TargetKind;
use contract_first::diagnostic::{Construct, Level, Support, constructs};
use contract_first::document::{self, Pointer, operations};
use contract_first::effective::overlaid;
use contract_first::lint::{LintReport, lint, lint_and_check};
use serde_json::{Value, json};

/// Longest fixture, in lines: each shows one construct.
const MAX_LINES: usize = 120;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/constructs")
}

#[test]
fn every_row_has_its_fixture_and_every_fixture_its_row() {
    let rows: BTreeSet<_> = constructs::all().map(file_name).collect();
    let files = fs::read_dir(folder()).unwrap().map(|entry| {
        let name = entry.unwrap().file_name();
        name.into_string().unwrap()
    });
    let files: BTreeSet<_> = files.collect();
    let missing: Vec<_> = rows.difference(&files).collect();
    let unexpected: Vec<_> = files.difference(&rows).collect();
    assert!(
        missing.is_empty() && unexpected.is_empty(),
        "no fixture: {missing:?}; no row: {unexpected:?}"
    );
}

#[test]
fn every_fixture_shows_its_construct_and_nothing_else() {
    let problems: Vec<_> = constructs::all()
        .filter_map(|construct| {
            let problem = shows(construct).err()?;
            Some(format!(
                "{} ({}): {problem}",
                file_name(construct),
                construct.title
            ))
        })
        .collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

fn file_name(construct: &Construct) -> String {
    format!("{}.yaml", construct.code)
}

/// Whether the fixture of a row shows it, and what is wrong with it otherwise.
fn shows(construct: &Construct) -> Result<(), String> {
    let path = folder().join(file_name(construct));
    let text = fs::read_to_string(&path).map_err(|error| error.to_string())?;
    let lines = text.lines().count();
    if lines > MAX_LINES {
        return Err(format!("has {lines} lines; {MAX_LINES} are enough"));
    }
    let published = document::load(&path.to_string_lossy())
        .and_then(|source| source.document())
        .map_err(|error| format!("cannot be read: {error:#}"))?
        .document;
    let overlay = published.get("x-overlay").map(overlay);
    let overlay = overlay.as_ref().map(|overlay| (overlay, "x-overlay"));
    let effective = overlaid(published.clone(), overlay).map_err(|error| error.to_string())?;
    if construct.support == Support::all(Level::Supported) {
        is_generated(&effective)?;
        return pointers_resolve(match overlay {
            Some(_) => &effective,
            None => &published,
        });
    }
    is_reported(construct, &effective)
}

/// The overlay whose actions a fixture has for itself.
fn overlay(actions: &Value) -> Value {
    json!({ "overlay": "1.0.0", "info": { "title": "Types", "version": "1" }, "actions": actions })
}

/// Exactly the construct is reported, and what each target does with it is what its row says.
fn is_reported(construct: &Construct, effective: &Value) -> Result<(), String> {
    let LintReport { refused, notes } = lint(effective, &TargetKind::ALL);
    let found: Vec<_> = refused.iter().chain(&notes).collect();
    let places: BTreeMap<_, _> = found
        .iter()
        .map(|found| (found.code().to_string(), found.location()))
        .collect();
    if places.keys().ne([&construct.code.to_string()]) {
        return Err(format!("found {places:?}"));
    }
    for target in TargetKind::ALL {
        let expected = construct.support.of(target);
        let level = found.iter().map(|found| found.worst(&[target])).max();
        if level != Some(expected) {
            let id = target.id();
            return Err(format!("{id}: the row says {expected}, found {level:?}"));
        }
    }
    Ok(())
}

/// Nothing is reported, and every target's template data has all operations.
fn is_generated(effective: &Value) -> Result<(), String> {
    let (report, contract) = lint_and_check(effective, &TargetKind::ALL);
    let found: Vec<_> = report.refused.iter().chain(&report.notes).collect();
    if !found.is_empty() {
        let found = found.iter().map(|found| {
            let (code, pointer) = (found.code(), found.pointer());
            format!("{code} at {pointer}: {}", found.reason())
        });
        return Err(format!("found {:?}", found.collect::<Vec<_>>()));
    }
    let contract = contract.ok_or("a valid document is not contract")?;
    let count = operations(effective).count();
    let package = Package {
        name: "things-client",
        environment: "THINGS",
    };
    let stub = contract.files(TargetKind::RustAxum, &package);
    let made = stub.data.operations.len();
    if made != count {
        return Err(format!("the stub has {made} of {count} operations"));
    }
    for language in [TargetKind::Rust, TargetKind::TypeScript, TargetKind::Python] {
        let client = contract.files(language, &package);
        let made = client.data.package["operations"].as_array().map(Vec::len);
        if made != Some(count) {
            let id = language.id();
            return Err(format!("{id}: {made:?} of {count} operations"));
        }
    }
    Ok(())
}

/// The places where the fixture says that its construct is.
fn pointers_resolve(published: &Value) -> Result<(), String> {
    let shown = published["x-shows"].as_array();
    let shown = shown.filter(|shown| !shown.is_empty());
    for pointer in shown.ok_or("does not say what it shows: `x-shows`")? {
        let pointer = pointer.as_str().ok_or("`x-shows` lists pointers")?;
        if Pointer::from(pointer).get(published).is_none() {
            return Err(format!("nothing is at {pointer}"));
        }
    }
    Ok(())
}
