//! What names look like in the Python client.

use crate::backend::client::language::Position;
use crate::backend::names::{Case, Convention, Escape};

/// Keywords in lower case, and those that are so once a name is.
const KEYWORDS: &str = "and as assert async await break class continue def del elif else except false finally for from global if import \
    in is lambda none nonlocal not or pass raise return self true try while with yield";

/// What annotations are written with: a value of such a name would hide it from those beside it.
const ANNOTATIONS: &str = "bool bytes dict float frozenset int list object str super tuple";

/// Names that linters take for digits (E741).
const AMBIGUOUS: &str = "I O l";

/// What a pydantic model has by itself.
const OF_MODELS: &str = "construct copy dict from_orm json mro parse_file parse_obj parse_raw register schema schema_json update_forward_refs validate";

/// What the package exports.
const EXPORTS: &str = "AsyncClient Client ConnectionFailedError Error FilePart OptionError StatusError TimedOutError TransportError \
    UnexpectedResponseError";

/// What `models.py` writes types with, and constants of the language.
const TYPES: &str = "Annotated Any AwareDatetime ClassVar False Literal None True TypeAlias TypeAliasType UUID Union";

const PARAMETER: Convention = Convention {
    before_digit: "n",
    reserved: &[KEYWORDS, ANNOTATIONS, AMBIGUOUS, "body"],
    ..Convention::PLAIN
};

const METHOD: Convention = Convention {
    reserved: &[KEYWORDS, ANNOTATIONS, AMBIGUOUS, "annotations close httpx"],
    ..PARAMETER
};

const OPTION: Convention = Convention {
    reserved: &[
        KEYWORDS,
        ANNOTATIONS,
        AMBIGUOUS,
        "base_url http_client retries timeout",
    ],
    ..PARAMETER
};

const FIELD: Convention = Convention {
    reserved: &[KEYWORDS, ANNOTATIONS, OF_MODELS, AMBIGUOUS],
    reserved_prefixes: &["model_"],
    ..PARAMETER
};

const TYPE: Convention = Convention {
    case: Case::Pascal,
    unnamed: "ModelUnnamed",
    before_digit: "Model",
    reserved: &[EXPORTS, TYPES, AMBIGUOUS],
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
    case: Case::Shouty,
    unnamed: "EMPTY",
    before_digit: "VALUE_",
    reserved: &["UNKNOWN", AMBIGUOUS],
    ..Convention::PLAIN
};

/// A constant of an operation, without the underscore in front.
pub const CONSTANT: Convention = Convention {
    case: Case::Shouty,
    before_digit: "",
    ..Convention::PLAIN
};

pub fn convention(position: Position) -> &'static Convention {
    match position {
        Position::Type => &TYPE,
        Position::OperationType => &OPERATION_TYPE,
        Position::Method => &METHOD,
        Position::Option => &OPTION,
        Position::Property => &FIELD,
        Position::Parameter => &PARAMETER,
        Position::Value => &VALUE,
    }
}
