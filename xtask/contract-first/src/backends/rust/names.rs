//! What names look like in the Rust client.

use crate::backend::client::language::Position;
use crate::backend::names::{Convention, Escape};
use crate::backend::rust::names as rust;

/// What the modules of the client import or define where types of the document stand, and their generics.
const TYPES: &str = "BTreeMap Call Client D Default Deserialize Deserializer Error Failure From Into InvalidOptions Method Options S \
    Serialize Serializer Undocumented Uuid Value";

const TYPE: Convention = Convention {
    reserved: &[rust::PRELUDE, TYPES],
    ..rust::MODEL
};

const OPERATION_TYPE: Convention = Convention {
    unnamed: "Operation",
    before_digit: "Operation",
    ..TYPE
};

const METHOD: Convention = Convention {
    reserved: &["self super crate", "call clone from_env new options with"],
    ..rust::VALUE
};

const OPTION: Convention = Convention {
    reserved: &[
        "self super crate",
        "base_url clone default new resolve retries timeout",
    ],
    ..rust::VALUE
};

const PARAMETER: Convention = Convention {
    reserved: &["self super crate", "body options"],
    ..rust::VALUE
};

const VALUE: Convention = Convention {
    reserved: &["Self Unknown"],
    escape: Escape::Suffix("Value"),
    ..rust::VARIANT
};

/// The constant of a security scheme, beside the others of `contract.rs`.
pub const SCHEME: Convention = Convention {
    unnamed: "SCHEME",
    before_digit: "SCHEME_",
    reserved: &["BASE_URL BASE_URL_VARIABLE EXCLUSIVE SCHEMES USER_AGENT"],
    escape: Escape::Suffix("_SCHEME"),
    ..rust::CONSTANT
};

pub fn convention(position: Position) -> &'static Convention {
    match position {
        Position::Type => &TYPE,
        Position::OperationType => &OPERATION_TYPE,
        Position::Method => &METHOD,
        Position::Option => &OPTION,
        Position::Property => &rust::VALUE,
        Position::Parameter => &PARAMETER,
        Position::Value => &VALUE,
    }
}
