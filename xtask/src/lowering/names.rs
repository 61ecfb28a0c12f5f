use std::collections::{BTreeMap, BTreeSet, HashSet};

use heck::{ToPascalCase, ToShoutySnakeCase, ToSnakeCase};

/// Keywords that cannot even be raw identifiers.
const NEVER_RAW: [&str; 4] = ["self", "Self", "super", "crate"];

/// Types that the generated modules have in scope under these names.
const TAKEN_TYPES: [&str; 19] = [
    "Api",
    "BTreeMap",
    "Box",
    "Deserialize",
    "Err",
    "None",
    "Ok",
    "Operation",
    "Option",
    "Request",
    "Response",
    "Result",
    "Scheme",
    "Self",
    "Serialize",
    "Some",
    "String",
    "Uri",
    "Vec",
];

/// Hands out Rust names that are legal and unique in their scope; the same document always gets the same names.
#[derive(Default)]
pub struct Scope(HashSet<String>);

impl Scope {
    /// `returnUrl` -> `return_url`, `type` -> `r#type`.
    pub fn value(&mut self, name: &str) -> String {
        let name = self.unique(started(name.to_snake_case(), "_"), "_");
        if NEVER_RAW.contains(&name.as_str()) {
            self.unique(format!("{name}_"), "_")
        } else if syn::parse_str::<syn::Ident>(&name).is_err() {
            format!("r#{name}")
        } else {
            name
        }
    }

    /// `Gift cards` -> `gift_cards`, `type` -> `type_api`: also a file's name, so never a raw identifier. The generator, which names
    /// the file, writes digits without an underscore before.
    pub fn module(&mut self, name: &str) -> String {
        let mut module = String::new();
        for character in name.to_snake_case().chars().filter(char::is_ascii) {
            if character.is_ascii_digit() && module.ends_with('_') {
                module.pop();
            }
            module.push(character);
        }
        if !module.starts_with(|first: char| first.is_ascii_alphabetic()) {
            module.insert_str(0, "api");
        }
        if syn::parse_str::<syn::Ident>(&module).is_err() {
            module.push_str("_api");
        }
        self.unique(module, "")
    }

    /// `portal_session` -> `PortalSession`, `String` -> `StringModel`.
    pub fn type_name(&mut self, name: &str) -> String {
        let mut name = started(name.to_pascal_case(), "Model");
        if TAKEN_TYPES.contains(&name.as_str()) {
            name.push_str("Model");
        }
        self.unique(name, "")
    }

    /// `pt-BR` -> `PtBr`, `2` -> `Value2`.
    pub fn variant(&mut self, name: &str) -> String {
        let name = started(name.to_pascal_case(), "Value");
        let name = if name == "Self" {
            "SelfValue".to_owned()
        } else {
            name
        };
        self.unique(name, "")
    }

    fn unique(&mut self, name: String, separator: &str) -> String {
        let mut candidate = name.clone();
        let mut count = 2;
        while !self.0.insert(candidate.clone()) {
            candidate = format!("{name}{separator}{count}");
            count += 1;
        }
        candidate
    }
}

/// `createPortal` -> `CREATE_PORTAL`.
pub fn constant(method: &str) -> String {
    method.trim_start_matches("r#").to_shouty_snake_case()
}

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

/// A Rust literal of a text.
pub fn literal(text: &str) -> String {
    format!("{text:?}")
}

/// Names that start with a digit, or with nothing at all, get a letter in front.
fn started(name: String, prefix: &str) -> String {
    if name.starts_with(|first: char| first.is_alphabetic() || first == '_') {
        name
    } else if name.is_empty() {
        "unnamed".to_owned()
    } else {
        format!("{prefix}{name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn value_names_are_legal_and_unique() {
        let mut scope = Scope::default();
        let names = ["returnUrl", "return_url", "type", "self", "2fa", "", "---"];
        let got: Vec<_> = names.iter().map(|name| scope.value(name)).collect();
        assert_eq!(
            got,
            [
                "return_url",
                "return_url_2",
                "r#type",
                "self_",
                "_2fa",
                "unnamed",
                "unnamed_2"
            ]
        );
    }

    #[test]
    fn module_names_are_file_names() {
        let mut scope = Scope::default();
        let names = [
            "Gift cards",
            "type",
            "2fa",
            "v 2",
            "gift_cards",
            "Übung",
            "数",
        ];
        let got: Vec<_> = names.iter().map(|name| scope.module(name)).collect();
        assert_eq!(
            got,
            [
                "gift_cards",
                "type_api",
                "api2fa",
                "v2",
                "gift_cards2",
                "bung",
                "api"
            ]
        );
    }

    #[test]
    fn imports_are_grouped() {
        let paths = ["a::B", "a::self", "c::d::E", "f::self"].map(str::to_owned);
        assert_eq!(
            imports(&BTreeSet::from(paths)),
            ["a::{self, B}", "c::d::E", "f"]
        );
    }

    #[test]
    fn type_names_are_legal_and_unique() {
        let mut scope = Scope::default();
        let names = ["portal_session", "PortalSession", "String", "3ds"];
        let got: Vec<_> = names.iter().map(|name| scope.type_name(name)).collect();
        assert_eq!(
            got,
            ["PortalSession", "PortalSession2", "StringModel", "Model3ds"]
        );
    }
}
