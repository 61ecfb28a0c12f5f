use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;

use super::modules::RuntimeModule;
use crate::backend::rust::imports;

/// The modules of the crate that do not depend on the document, as `lib.rs` declares them.
#[derive(Serialize)]
pub struct Library {
    /// Modules of one file.
    modules: Vec<&'static str>,
    /// Modules of several files.
    areas: Vec<Area>,
    /// What users of the crate get from all of them.
    exports: Vec<String>,
}

/// A module of several files.
#[derive(Serialize)]
struct Area {
    name: &'static str,
    modules: Vec<&'static str>,
    /// What it gives to the rest of the crate.
    internal: Vec<String>,
    /// What it gives to users of the crate.
    public: Vec<String>,
    /// Whether it is that of forms, whose tables the document makes.
    forms: bool,
}

impl Library {
    pub fn of(modules: &BTreeSet<RuntimeModule>) -> Self {
        let mut single = Vec::new();
        let mut areas: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let mut exports = BTreeSet::new();
        for &module in modules {
            let (area, name) = place(module);
            match area {
                Some(area) => areas.entry(area).or_default().push((name, module)),
                None => single.push(name),
            }
            let home = area.unwrap_or(name);
            exports.extend(paths(home, module.public()));
        }
        Self {
            modules: single,
            areas: areas.into_iter().map(Area::of).collect(),
            exports: imports(&exports),
        }
    }
}

impl Area {
    fn of((name, modules): (&'static str, Vec<(&'static str, RuntimeModule)>)) -> Self {
        let given = |names: fn(RuntimeModule) -> &'static [&'static str]| {
            let paths = modules
                .iter()
                .flat_map(|(name, module)| paths(name, names(*module)));
            imports(&paths.collect())
        };
        Self {
            name,
            internal: given(RuntimeModule::internal),
            public: given(RuntimeModule::public),
            modules: modules.iter().map(|(name, _)| *name).collect(),
            forms: name == "forms",
        }
    }
}

/// Names of a module.
fn paths(module: &str, names: &[&str]) -> Vec<String> {
    let paths = names.iter().map(|name| format!("{module}::{name}"));
    paths.collect()
}

/// The module that a file is in, where there is one around it, and its own.
pub fn place(module: RuntimeModule) -> (Option<&'static str>, &'static str) {
    let path = Path::new(module.path());
    let text = |part: &'static std::ffi::OsStr| part.to_str().unwrap_or_default();
    let area = path.parent().map(Path::as_os_str).map(text);
    let name = path.file_stem().map(text).unwrap_or_default();
    (area.filter(|area| !area.is_empty()), name)
}
