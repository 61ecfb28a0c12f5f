use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const RUNTIME: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../xtask/contract-first/src/backends/rust_axum/runtime"
);

/// The names of what is in a folder, without `.rs`.
fn names(folder: &Path) -> BTreeSet<(String, bool)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let name = name.trim_end_matches(".rs").to_owned();
        (name, entry.file_type().unwrap().is_dir())
    });
    entries.collect()
}

#[test]
fn every_file_is_compiled_here() {
    let mut compiled = BTreeSet::new();
    let mut area = String::new();
    for line in include_str!("../lib.rs").lines() {
        match line.strip_prefix("mod ") {
            Some(module) if line.ends_with('{') => {
                area = format!("{}/", module.trim_end_matches(" {"))
            }
            Some(module) => {
                compiled.insert(module.trim_end_matches(';').to_owned());
            }
            None => {
                let module = line.strip_prefix("    mod ");
                compiled.extend(module.map(|name| format!("{area}{}", name.trim_end_matches(';'))));
            }
        }
    }
    let mut files = BTreeSet::from(["rule_table", "schemes", "tests"].map(str::to_owned));
    for (name, is_folder) in names(Path::new(RUNTIME)) {
        match is_folder {
            true => {
                let inner = names(&Path::new(RUNTIME).join(&name)).into_iter();
                files.extend(inner.map(|(file, _)| format!("{name}/{file}")));
            }
            false => {
                files.insert(name);
            }
        }
    }
    assert_eq!(compiled, files);
}
