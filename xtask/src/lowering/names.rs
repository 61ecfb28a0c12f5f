use std::collections::{BTreeMap, BTreeSet, HashSet};

use heck::{ToPascalCase, ToShoutySnakeCase, ToSnakeCase};

pub use crate::text::literal::rust as literal;

/// Keywords that cannot even be raw identifiers.
const NEVER_RAW: [&str; 4] = ["self", "Self", "super", "crate"];

/// Names that the generated modules have in scope: the prelude's, and what the templates import.
const TAKEN_TYPES: &str = "Api Arc BTreeMap Box Bytes Checked Clone Copy Credential CredentialProblem Debug Default Deserialize Deserializer Eq Err \
    Error Hash HashMap HeaderMap HeaderName HeaderValue InvalidUri IntoResponse Iterator Limits Map MethodFilter MethodRouter None Ok \
    Operation Option Parameter Parameters PartialEq Parts Presented Principal Refusal Rejection Request RequestBody Response Result \
    Router Scheme Secret Self Send Serialize Serializer Service Sized Some State StatusCode String Stub Sync ToString Uri Uuid \
    Validate ValidationError ValidationErrors Value Vec Violation";

/// Method names that an implementation, or the `Arc` around it, already has.
const TAKEN_METHODS: [&str; 12] = [
    "as_ref",
    "authenticate",
    "borrow",
    "clone",
    "fail",
    "fmt",
    "from",
    "into",
    "new",
    "refuse",
    "to_owned",
    "type_id",
];

/// Module names that would read as the one around them.
const TAKEN_MODULES: [&str; 2] = ["apis", "mod"];

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

    /// `createPortal` -> `create_portal`, `clone` -> `run_clone`: a method of a trait, with a name that says nothing of `self`.
    pub fn method(&mut self, name: &str) -> String {
        let method = name.to_snake_case();
        let taken = TAKEN_METHODS.contains(&method.as_str());
        if taken || method.starts_with("into_") || method.starts_with("from_") {
            self.value(&format!("run_{method}"))
        } else {
            self.value(name)
        }
    }

    /// `Gift cards` -> `gift_cards`, `type` -> `type_api`: also a file's name, so never a raw identifier. The generator, which names
    /// the file, writes digits and single letters without an underscore before.
    pub fn module(&mut self, name: &str) -> String {
        let ascii: String = name
            .to_snake_case()
            .chars()
            .filter(char::is_ascii)
            .collect();
        let mut module = String::new();
        let mut lone = true;
        for word in ascii.split('_').filter(|word| !word.is_empty()) {
            let short = word.len() == 1 || word.starts_with(|first: char| first.is_ascii_digit());
            if !(module.is_empty() || lone || short) {
                module.push('_');
            }
            module.push_str(word);
            lone = module.len() == 1;
        }
        if !module.starts_with(|first: char| first.is_ascii_alphabetic()) {
            module.insert_str(0, "api");
        }
        if TAKEN_MODULES.contains(&module.as_str())
            || syn::parse_str::<syn::Ident>(&module).is_err()
        {
            module.push_str("_api");
        }
        self.unique(module, "")
    }

    /// `portal_session` -> `PortalSession`; a name that is taken gets a suffix: `String` -> `StringModel`.
    pub fn type_name(&mut self, name: &str, suffix: &str) -> String {
        let mut name = started(name.to_pascal_case(), suffix);
        if TAKEN_TYPES.split_whitespace().any(|taken| taken == name) {
            name.push_str(suffix);
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

/// `create_portal` -> `CREATE_PORTAL`, and a prefix where that would be no name for a constant.
pub fn constant(name: &str) -> String {
    let name = name.trim_start_matches("r#");
    let constant = name.to_shouty_snake_case();
    if constant == name || !constant.starts_with(|first: char| first.is_alphabetic()) {
        format!("OPERATION_{constant}")
    } else {
        constant
    }
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

/// Names that start with a digit, or with nothing at all, get a letter in front.
fn started(name: String, prefix: &str) -> String {
    if name.starts_with(|first: char| first.is_alphabetic() || first == '_') {
        name
    } else if name.is_empty() {
        match prefix {
            "_" => "unnamed".to_owned(),
            prefix => format!("{prefix}Unnamed").replace("ValueUnnamed", "Empty"),
        }
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
            "A/B tests",
            "iOS",
            "v1 A B",
            "x.y",
            "apis",
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
                "api",
                "ab_tests",
                "ios",
                "v1ab",
                "xy",
                "apis_api"
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
        let got: Vec<_> = names
            .iter()
            .map(|name| scope.type_name(name, "Model"))
            .collect();
        assert_eq!(
            got,
            ["PortalSession", "PortalSession2", "StringModel", "Model3ds"]
        );
    }
}
