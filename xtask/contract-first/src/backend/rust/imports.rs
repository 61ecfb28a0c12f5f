use std::collections::{BTreeMap, BTreeSet};

/// `use` paths, those of one module in one: `a::{B, C}`. A module itself is `a::self`.
pub fn imports(paths: &BTreeSet<String>) -> Vec<String> {
    let mut modules = BTreeMap::<_, Vec<_>>::new();
    for (module, name) in paths.iter().filter_map(|path| path.rsplit_once("::")) {
        modules.entry(module).or_default().push(name);
    }
    let mut modules: Vec<_> = modules.into_iter().collect();
    modules.sort_by_key(|(module, _)| match module.split("::").next() {
        Some("std") => 0,
        Some("crate") => 2,
        _ => 1,
    });
    modules
        .into_iter()
        .map(|(module, mut names)| {
            // As rustfmt sorts: the module itself first.
            names.sort_by_key(|name| (*name != "self", *name));
            match names.as_slice() {
                ["self"] => module.to_owned(),
                [name] => format!("{module}::{name}"),
                names => format!("{module}::{{{}}}", names.join(", ")),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_grouped() {
        let paths = ["a::B", "a::self", "c::d::E", "f::self"].map(str::to_owned);
        assert_eq!(
            imports(&BTreeSet::from(paths)),
            ["a::{self, B}", "c::d::E", "f"]
        );
    }
}
