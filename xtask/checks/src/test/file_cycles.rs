use std::collections::{BTreeMap, BTreeSet, VecDeque};

use anyhow::{Context, Result};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A file, as the path of its module from the root of its crate.
type Module = Vec<String>;

/// Circles of files of one crate that name each other, each shown once. `files` are paths below `src` with their text. Files that only
/// declare, `lib.rs` and `mod.rs`, are not part of any: what they pass on counts as the file that it comes from.
pub fn file_cycles(files: &[(&str, &str)]) -> Result<Vec<String>> {
    let mut named = BTreeMap::new();
    let mut passed_on = BTreeMap::new();
    for (path, text) in files {
        let tokens: TokenStream = text.parse().ok().context((*path).to_owned())?;
        let (module, declares) = module(path);
        let mut paths = Paths::default();
        paths.read(tokens, &module, declares);
        if declares {
            for path in &paths.0 {
                let name = path.last().cloned().unwrap_or_default();
                passed_on.insert([module.as_slice(), &[name]].concat(), path.clone());
            }
            paths.0.clear();
        }
        named.insert(module, paths.0);
    }
    let uses: BTreeMap<_, _> = named
        .iter()
        .map(|(module, paths)| {
            let files = paths.iter().map(|path| file(path, &named, &passed_on));
            let others = files.filter(|other| other != module).collect();
            (module.clone(), others)
        })
        .collect();
    let cycles = uses.keys().rev().filter_map(|module| cycle(module, &uses));
    let shown: BTreeMap<BTreeSet<Module>, String> = cycles
        .map(|cycle| {
            let files: Vec<_> = cycle.iter().map(|module| module.join("/")).collect();
            (cycle.into_iter().collect(), files.join(" -> "))
        })
        .collect();
    Ok(shown.into_values().collect())
}

/// The module of a file, and whether it only declares others.
fn module(path: &str) -> (Module, bool) {
    let mut module: Module = path
        .trim_end_matches(".rs")
        .split('/')
        .map(str::to_owned)
        .collect();
    let declares = module
        .pop_if(|last| matches!(last.as_str(), "lib" | "main" | "mod"))
        .is_some();
    (module, declares)
}

/// The file that a path leads to.
fn file(
    path: &[String],
    files: &BTreeMap<Module, Vec<Module>>,
    passed_on: &BTreeMap<Module, Module>,
) -> Module {
    for end in (0..=path.len()).rev() {
        if let Some(origin) = passed_on.get(&path[..end])
            && origin != path
        {
            return file(origin, files, passed_on);
        }
        if files.contains_key(&path[..end]) {
            return path[..end].to_vec();
        }
    }
    Module::new()
}

/// The shortest way from a file back to it.
fn cycle(start: &Module, uses: &BTreeMap<Module, BTreeSet<Module>>) -> Option<Vec<Module>> {
    let mut open = VecDeque::from([vec![start.clone()]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = open.pop_front() {
        for next in way.last().and_then(|last| uses.get(last))? {
            let longer = [way.as_slice(), std::slice::from_ref(next)].concat();
            if next == start {
                return Some(longer);
            }
            if seen.insert(next) {
                open.push_back(longer);
            }
        }
    }
    None
}

/// The paths within the crate that a file names outside its tests, from the root.
#[derive(Default)]
struct Paths(Vec<Module>);

impl Paths {
    fn read(&mut self, tokens: TokenStream, module: &Module, declares: bool) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match &token {
                TokenTree::Group(group) if group.to_string() == "[cfg (test)]" => {
                    // The item that only tests see.
                    tokens.find(ends_item);
                }
                TokenTree::Group(group) => self.read(group.stream(), module, declares),
                TokenTree::Ident(ident) => {
                    let start = match ident.to_string().as_str() {
                        "crate" => Vec::new(),
                        "super" => module[..module.len().saturating_sub(1)].to_vec(),
                        "use" if declares => {
                            self.tree(&mut tokens, module.clone());
                            continue;
                        }
                        _ => continue,
                    };
                    let is_path = tokens.next_if(is_colon).is_some();
                    if is_path && tokens.next_if(is_colon).is_some() {
                        self.tree(&mut tokens, start);
                    }
                }
                _ => {}
            }
        }
    }

    /// Reads the rest of a path, or of the tree of a `use`.
    fn tree(
        &mut self,
        tokens: &mut std::iter::Peekable<impl Iterator<Item = TokenTree>>,
        mut path: Module,
    ) {
        while let Some(TokenTree::Ident(ident)) =
            tokens.next_if(|token| matches!(token, TokenTree::Ident(_)))
        {
            match ident.to_string().as_str() {
                "crate" => path.clear(),
                "self" => {}
                "super" => drop(path.pop()),
                name => path.push(name.to_owned()),
            }
            let goes_on = tokens.next_if(is_colon).is_some();
            if !goes_on || tokens.next_if(is_colon).is_none() {
                break;
            }
        }
        let is_list = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
        let Some(TokenTree::Group(list)) = tokens.next_if(is_list) else {
            self.0.push(path);
            return;
        };
        let mut items = list.stream().into_iter().peekable();
        while items.peek().is_some() {
            self.tree(&mut items, path.clone());
            items.find(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ','));
        }
    }
}

fn is_colon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':')
}

/// Whether an item is over with this token.
fn ends_item(token: &TokenTree) -> bool {
    match token {
        TokenTree::Punct(punct) => punct.as_char() == ';',
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cycles_are_found() {
        let files = [
            ("lib.rs", "mod a; mod b; mod c; mod deep; pub use a::One;"),
            ("a.rs", "use crate::b::{Two, self as two}; struct One;"),
            ("b.rs", "use crate::deep::Three; struct Two;"),
            ("c.rs", "use crate::a::One; #[cfg(test)] mod tests;"),
            ("deep/mod.rs", "mod d; mod e; pub(crate) use d::Three;"),
            ("deep/d.rs", "use super::e::Four; struct Three;"),
            ("deep/e.rs", "fn four() -> crate::One { crate::One }"),
        ];
        let found = file_cycles(&files).unwrap();
        assert_eq!(found, ["a -> b -> deep/d -> deep/e -> a"]);
    }

    #[test]
    fn tests_and_declarations_make_none() {
        let files = [
            ("lib.rs", "mod a; mod b; pub use b::Two;"),
            (
                "a.rs",
                "#[cfg(test)] use crate::b::Two; #[cfg(test)] mod tests { use crate::b::Two; } struct One;",
            ),
            ("b.rs", "use crate::{a::One, Two}; struct Two; // crate::a"),
        ];
        assert_eq!(file_cycles(&files).unwrap(), [""; 0]);
    }
}
