//! What names look like in the TypeScript client.

use crate::backend::client::language::Position;
use crate::backend::names::{Case, Convention, Escape};

/// What the package exports.
const EXPORTS: &str = "Basic CallOptions Client ClientError ConnectionError ErrorGroup FilePart InvalidOptionsError Options ResponseError \
    StatusError TimeoutError UndocumentedError UnsentError";

/// What `models.ts` writes types with.
const TYPES: &str = "Record";

/// What every object has: no property of another type may have such a name where `{}` is a value.
pub const OF_OBJECTS: &str =
    "constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf";

/// Names of parameters and options are properties of objects: keywords are names, too.
const PARAMETER: Convention = Convention {
    case: Case::Camel,
    reserved: &[OF_OBJECTS],
    before_number: "",
    ..Convention::PLAIN
};

const METHOD: Convention = Convention {
    reserved: &["then toJSON", OF_OBJECTS],
    ..PARAMETER
};

const OPTION: Convention = Convention {
    reserved: &["baseUrl fetch retries timeout", OF_OBJECTS],
    ..PARAMETER
};

const TYPE: Convention = Convention {
    case: Case::Pascal,
    unnamed: "ModelUnnamed",
    before_digit: "Model",
    reserved: &[EXPORTS, TYPES],
    escape: Escape::Suffix("Model"),
    before_number: "",
    ..Convention::PLAIN
};

const OPERATION_TYPE: Convention = Convention {
    unnamed: "Operation",
    before_digit: "Operation",
    ..TYPE
};

const VALUE: Convention = Convention {
    unnamed: "Empty",
    before_digit: "Value",
    reserved: &[],
    ..TYPE
};

pub fn convention(position: Position) -> &'static Convention {
    match position {
        Position::Type => &TYPE,
        Position::OperationType => &OPERATION_TYPE,
        Position::Method => &METHOD,
        Position::Option => &OPTION,
        // Properties keep their names; this is for the further ones, which have none.
        Position::Property | Position::Parameter => &PARAMETER,
        Position::Value => &VALUE,
    }
}
