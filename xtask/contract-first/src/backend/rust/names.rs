//! The server stub's names; those of the Rust client that are alike.

use crate::backend::names::{Case, Convention, Escape};

/// Keywords, reserved ones included (edition 2024), that are names with `r#` in front.
const KEYWORDS: &str = "abstract as async await become box break const continue do dyn else enum extern false final fn for gen if impl in \
    let loop macro match mod move mut override priv pub ref return static struct trait true try type typeof unsafe unsized use virtual \
    where while yield";

/// Keywords that cannot even be raw identifiers.
const NEVER_RAW: &str = "crate self super";

/// What generated code takes from the prelude.
pub const PRELUDE: &str = "Box Err None Ok Option Result Self Some String Vec";

/// What `models.rs` imports, and its generics.
const MODELS: &str = "BTreeMap D Deserialize Deserializer Hyphenated Map S Serialize Serializer Uri Validate ValidationError Value";

/// What the modules of the tags and `router.rs` import or define, and their generics.
const APIS: &str = "Api Arc Authenticate BTreeMap Bytes Default FurtherParts Hyphenated IntoResponse Limits Map MethodFilter MethodRouter \
    MultipartLayout Operation Parts ReceivedParts Refusal Rejection Request Requirement Response Router S Scheme Service Sized State StatusCode \
    Stub UploadedFile Uri Validate ValidationError Value";

/// Method names that an implementation, or the `Arc` around it, already has.
const METHODS: &str =
    "as_ref authenticate borrow clone drop fail fmt from into new refuse to_owned type_id";

/// Modules that `router.rs` would take for crates or for its own, those around a tag's, and names that Windows has no files of.
const MODULES: &str = "alloc apis async_trait axum core crate mod self std super \
    aux com1 com2 com3 com4 com5 com6 com7 com8 com9 con lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9 nul prn";

/// `returnUrl` -> `return_url`, `type` -> `r#type`.
pub const VALUE: Convention = Convention {
    reserved: &[NEVER_RAW],
    raw: KEYWORDS,
    ..Convention::PLAIN
};

/// `createPortal` -> `create_portal`, `clone` -> `run_clone`: a method of a trait, with a name that says nothing of `self`.
pub const METHOD: Convention = Convention {
    reserved: &[METHODS, NEVER_RAW],
    reserved_prefixes: &["from_", "into_"],
    escape: Escape::Prefix("run_"),
    ..VALUE
};

/// `Gift cards` -> `gift_cards`, `type` -> `type_api`: also a file's name, so never a raw identifier.
pub const MODULE: Convention = Convention {
    case: Case::File,
    unnamed: "api",
    before_digit: "api",
    reserved: &[KEYWORDS, MODULES],
    escape: Escape::Suffix("_api"),
    before_number: "",
    ..Convention::PLAIN
};

/// `portal_session` -> `PortalSession`.
pub const MODEL: Convention = Convention {
    case: Case::Pascal,
    unnamed: "ModelUnnamed",
    before_digit: "Model",
    reserved: &[PRELUDE, MODELS],
    escape: Escape::Suffix("Model"),
    before_number: "",
    ..Convention::PLAIN
};

/// The trait of a tag.
pub const TRAIT: Convention = Convention {
    unnamed: "ApiUnnamed",
    before_digit: "Api",
    reserved: &[PRELUDE, APIS],
    escape: Escape::Suffix("Api"),
    ..MODEL
};

/// A type that goes with an operation.
pub const OPERATION_TYPE: Convention = Convention {
    unnamed: "TypeUnnamed",
    before_digit: "Type",
    escape: Escape::Suffix("Type"),
    ..TRAIT
};

/// `pt-BR` -> `PtBr`, `2` -> `Value2`.
pub const VARIANT: Convention = Convention {
    unnamed: "Empty",
    before_digit: "Value",
    reserved: &["Self"],
    escape: Escape::Suffix("Value"),
    ..MODEL
};

/// A security scheme: a variant, too.
pub const SCHEME: Convention = Convention {
    unnamed: "SchemeUnnamed",
    before_digit: "Scheme",
    escape: Escape::Suffix("Scheme"),
    ..VARIANT
};

/// `create_portal` -> `CREATE_PORTAL`.
pub const CONSTANT: Convention = Convention {
    case: Case::Shouty,
    unnamed: "OPERATION",
    before_digit: "OPERATION_",
    ..Convention::PLAIN
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::names::NameAllocator;

    fn allocated(convention: &Convention, texts: &[&str]) -> Vec<String> {
        let mut names = NameAllocator::default();
        let named = texts.iter().map(|text| names.allocate(convention, text));
        named.collect()
    }

    #[test]
    fn value_names_are_legal() {
        for (text, expected) in [
            ("returnUrl", "return_url"),
            ("type", "r#type"),
            ("gen", "r#gen"),
            ("self", "self_"),
            ("2fa", "_2fa"),
            ("", "unnamed"),
            ("_id", "id"),
            ("area_m²", "area_m2"),
            ("ﬁeld", "field"),
            ("été", "ete"),
            ("数", "shu"),
        ] {
            assert_eq!(allocated(&VALUE, &[text]), [expected]);
        }
    }

    #[test]
    fn value_names_are_unique() {
        let texts = ["returnUrl", "return_url", "self", "SELF", "", "---"];
        assert_eq!(
            allocated(&VALUE, &texts),
            [
                "return_url",
                "return_url_2",
                "self_",
                "self_2",
                "unnamed",
                "unnamed_2"
            ]
        );
    }

    #[test]
    fn a_number_is_never_one_that_another_name_has() {
        assert_eq!(
            allocated(&VALUE, &["a", "a_2", "A", "a 2"]),
            ["a", "a_2", "a_3", "a_2_2"]
        );
        let mut names = NameAllocator::default();
        let texts = ["returnUrl", "return url", "return_url"];
        assert_eq!(
            names.allocate_all(&VALUE, &texts),
            ["return_url_2", "return_url_3", "return_url"]
        );
    }

    #[test]
    fn long_names_are_cut() {
        let long = "word ".repeat(200);
        let names = allocated(&VALUE, &[&long, &long]);
        assert!(names.iter().all(|name| name.len() <= 104), "{names:?}");
        assert_ne!(names[0], names[1]);
    }

    #[test]
    fn module_names_are_file_names() {
        for (text, expected) in [
            ("Gift cards", "gift_cards"),
            ("type", "type_api"),
            ("2fa", "api2fa"),
            ("v 2", "v2"),
            ("Übung", "ubung"),
            ("数", "shu"),
            ("…", "api"),
            ("A/B tests", "ab_tests"),
            ("iOS", "ios"),
            ("v1 A B", "v1ab"),
            ("x.y", "xy"),
            ("apis", "apis_api"),
            ("std", "std_api"),
            ("AUX", "aux_api"),
        ] {
            assert_eq!(allocated(&MODULE, &[text]), [expected]);
        }
        assert_eq!(
            allocated(&MODULE, &["Gift cards", "gift_cards"]),
            ["gift_cards", "gift_cards2"]
        );
    }

    #[test]
    fn type_names_are_legal_and_unique() {
        assert_eq!(
            allocated(
                &MODEL,
                &[
                    "portal_session",
                    "PortalSession",
                    "String",
                    "3ds",
                    "State",
                    "-"
                ]
            ),
            [
                "PortalSession",
                "PortalSession2",
                "StringModel",
                "Model3ds",
                "State",
                "ModelUnnamed"
            ]
        );
        assert_eq!(allocated(&TRAIT, &["S", "State"]), ["SApi", "StateApi"]);
        assert_eq!(
            allocated(&VARIANT, &["", "self", "2"]),
            ["Empty", "SelfValue", "Value2"]
        );
        assert_eq!(
            allocated(&CONSTANT, &["a_b", "_2", "AB"]),
            ["A_B", "OPERATION_2", "AB"]
        );
    }

    #[test]
    fn every_word_that_is_no_identifier_is_reserved() {
        let words = KEYWORDS
            .split_whitespace()
            .chain(NEVER_RAW.split_whitespace());
        for word in words {
            for convention in [VALUE, METHOD, MODULE] {
                let name = allocated(&convention, &[word]).concat();
                assert!(syn::parse_str::<syn::Ident>(&name).is_ok(), "{name}");
            }
        }
    }
}
