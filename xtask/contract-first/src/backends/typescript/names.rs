//! What names look like in the TypeScript client.

use crate::backend::client::language::Position;
use crate::backend::names::{Case, Convention, Escape};

/// What the package exports, and what its modules use where types of the document stand.
const TYPES: &str = "AbortSignal AggregateError AnswerError Array ArrayBuffer Basic Blob Boolean CallOptions Client ClientError \
    ConnectionError Date DOMException Error ErrorGroup EvalError Function InvalidOptionsError Map Number Object Operation OperationName \
    Options Promise RangeError Readonly Record ReferenceError Request Response StatusError String Symbol SyntaxError TimeoutError Transport \
    URIError URL Uint8Array UndocumentedError UnsentError";

/// What every object has: no property of another type may have such a name where `{}` is a value.
pub const OF_OBJECTS: &str =
    "constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf";

/// Names of parameters and options are properties of objects: keywords are names, too.
const PARAMETER: Convention = Convention {
    case: Case::Camel,
    reserved: &["body options", OF_OBJECTS],
    before_number: "",
    ..Convention::PLAIN
};

const METHOD: Convention = Convention {
    reserved: &["then toJSON", OF_OBJECTS],
    ..PARAMETER
};

const OPTION: Convention = Convention {
    reserved: &["baseUrl fetch retries signal timeout", OF_OBJECTS],
    ..PARAMETER
};

const TYPE: Convention = Convention {
    case: Case::Pascal,
    unnamed: "ModelUnnamed",
    before_digit: "Model",
    reserved: &[TYPES],
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
