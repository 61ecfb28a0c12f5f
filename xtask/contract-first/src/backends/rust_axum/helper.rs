use std::collections::BTreeSet;

use super::imports::{self, Path, import};
use crate::backend::check::Held;
use crate::backend::{Fragment, Import};
use crate::model::{BodyEncoding, ParameterLocation, StringFormat};

/// Code of the stub.
pub type Code = Fragment<Helper>;

/// What code of the stub needs around it.
#[derive(Clone, Debug, Default)]
pub struct CodeNeeds {
    pub imports: BTreeSet<Import>,
    pub helpers: BTreeSet<Helper>,
}

/// What of the generated crate is written only where something uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Helper {
    /// Checks of values: `validation`.
    Check(Check),
    /// A check of the format of a text: `formats`.
    Format(StringFormat),
    /// A regular expression, by its number: `patterns`.
    Pattern(usize),
    /// How a model is read from JSON, or written.
    Model(ModelHelper),
    /// How a union finds its variant: `alternatives`.
    Union(UnionHelper),
    /// How a parameter is read: `parameters`.
    Parameter(ParameterReader),
    /// How a body is read: `body`.
    Body(BodyEncoding),
    /// `body::valid`
    ValidBody,
    /// How a response is written.
    Response(ResponseHelper),
    /// How a response that is a stream is written.
    Stream(StreamHelper),
    /// How callers are identified: `Stub::authenticate`.
    Authenticate,
    /// Several paths in one route of the router: `paths::group`.
    PathGroup,
    /// A parameter that is a UUID.
    UuidParameter,
    /// A parameter that is a URI.
    UriParameter,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Check {
    Rule,
    Field,
    Items,
    Entries,
    Present,
    Distinct,
    PairwiseDistinct,
    Multiple,
    /// `first`: what a model's own `validate` found.
    First,
    /// `read!`: a type whose values are checked while they are read.
    Read,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ModelHelper {
    /// `json::object!`: a struct that is read.
    Object,
    /// `json::written!` beside it: it is written, too.
    ObjectBothWays,
    /// `json::present`
    Present,
    /// `json::nullable`
    Nullable,
    /// `json::rest`
    Rest,
    /// An enumeration that is read, some of whose values are not texts.
    Constants,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnionHelper {
    /// `tag` and `chosen`
    Tagged,
    /// `fit`
    First,
    /// `fit` and `only`
    ExactlyOne,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ParameterReader {
    Path,
    PathList,
    Segment,
    SegmentList,
    Query,
    QueryList,
    QueryForm,
    QuerySpread,
    Header,
    HeaderList,
    Cookie,
    CookieList,
    CookieSpread,
    /// A value of several parts in one text.
    Styled(TextSource, TextDecoder),
    /// JSON in one text.
    Json(TextSource),
}

/// Where the text of a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextSource {
    Path,
    /// In the path, behind a dot.
    Label,
    /// In the path, behind its name.
    Matrix,
    Query,
    Header,
    Cookie,
}

/// What parameters are read from, in the order in which it is made ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ParameterSource {
    /// The texts of the path.
    PathTexts,
    /// The path as it was sent.
    Path,
    /// The texts of the path by the operation's own template, as they were sent.
    Segments,
    QueryPairs,
    QueryNode,
    Head,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResponseHelper {
    /// `responses::json`
    Json,
    /// `responses::plain`
    Plain,
    /// `responses::binary`
    Binary,
    /// `responses::accepted`
    Accepted,
    /// `responses::header`
    Header,
    /// `responses::headers`
    Headers,
}

/// A function of `streams`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StreamHelper {
    TextEvents,
    JsonEvents,
    NamedEvents,
    JsonLines,
    JsonSequence,
}

impl StreamHelper {
    /// Its name in the generated crate.
    pub fn function(self) -> &'static str {
        match self {
            Self::TextEvents => "text_events",
            Self::JsonEvents => "json_events",
            Self::NamedEvents => "named_events",
            Self::JsonLines => "json_lines",
            Self::JsonSequence => "json_sequence",
        }
    }
}

impl CodeNeeds {
    /// Records a name.
    pub fn import(&mut self, path: Path) {
        self.imports.insert(import(path));
    }

    /// Records a helper, and the name that it is called by.
    pub fn helper(&mut self, helper: Helper) {
        self.helpers.insert(helper);
        self.imports.extend(helper.path().map(import));
    }

    pub fn extend(&mut self, other: Self) {
        self.imports.extend(other.imports);
        self.helpers.extend(other.helpers);
    }

    /// The text of a piece of code, whose needs are recorded.
    pub fn take(&mut self, code: Code) -> String {
        self.imports.extend(code.imports);
        self.helpers.extend(code.helpers);
        code.text
    }
}

impl Fragment<Helper> {
    /// The same, which uses a name from elsewhere, too.
    pub fn importing(self, (module, name): Path) -> Self {
        self.with(module, name)
    }

    /// The same, which uses a helper, too.
    pub fn using(mut self, helper: Helper) -> Self {
        self.helpers.insert(helper);
        self.imports.extend(helper.path().map(import));
        self
    }
}

impl Helper {
    /// What has to be in scope where it is used.
    fn path(self) -> Option<Path> {
        match self {
            Self::Check(_) => Some(imports::VALIDATION),
            Self::Format(_) => Some(imports::FORMATS),
            Self::Pattern(_) => Some(imports::PATTERNS),
            Self::Model(helper) => helper.path(),
            Self::Union(_) => Some(imports::ALTERNATIVES),
            Self::ValidBody => Some(imports::BODY),
            Self::Response(_) => Some(imports::RESPONSES),
            Self::Parameter(_) => Some(imports::PARAMETERS),
            Self::Body(_)
            | Self::Stream(_)
            | Self::Authenticate
            | Self::PathGroup
            | Self::UuidParameter
            | Self::UriParameter => None,
        }
    }
}

impl ModelHelper {
    fn path(self) -> Option<Path> {
        match self {
            Self::Object | Self::ObjectBothWays | Self::Present | Self::Nullable | Self::Rest => {
                Some(imports::JSON)
            }
            Self::Constants => None,
        }
    }
}

impl ParameterReader {
    /// The function that reads one value, or a list.
    pub fn of(location: ParameterLocation, list: bool) -> Self {
        match (location, list) {
            (ParameterLocation::Path, false) => Self::Path,
            (ParameterLocation::Path, true) => Self::PathList,
            (ParameterLocation::Query, false) => Self::Query,
            (ParameterLocation::Query, true) => Self::QueryList,
            (ParameterLocation::Header, false) => Self::Header,
            (ParameterLocation::Header, true) => Self::HeaderList,
            (ParameterLocation::Cookie, false) => Self::Cookie,
            (ParameterLocation::Cookie, true) => Self::CookieList,
        }
    }

    /// Its name in the generated crate.
    pub fn function(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::PathList => "path_list",
            Self::Segment => "segment",
            Self::SegmentList => "segment_list",
            Self::Query => "query",
            Self::QueryList => "query_list",
            Self::QueryForm => "query_form",
            Self::QuerySpread => "query_spread",
            Self::Header => "header",
            Self::HeaderList => "header_list",
            Self::Cookie => "cookie",
            Self::CookieList => "cookie_list",
            Self::CookieSpread => "cookie_spread",
            Self::Styled(..) => "styled",
            Self::Json(_) => "json_text",
        }
    }

    /// Whether there is a value wherever the operation is called.
    pub fn is_always_there(self) -> bool {
        matches!(
            self,
            Self::Path | Self::PathList | Self::Segment | Self::SegmentList
        )
    }

    /// What it reads from.
    pub fn source(self) -> ParameterSource {
        match self {
            Self::Path => ParameterSource::PathTexts,
            Self::PathList => ParameterSource::Path,
            Self::Segment | Self::SegmentList => ParameterSource::Segments,
            Self::Query | Self::QueryList => ParameterSource::QueryPairs,
            Self::QueryForm | Self::QuerySpread => ParameterSource::QueryNode,
            Self::Header
            | Self::HeaderList
            | Self::Cookie
            | Self::CookieList
            | Self::CookieSpread => ParameterSource::Head,
            Self::Styled(source, _) | Self::Json(source) => source.source(),
        }
    }
}

/// What undoes the encoding of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextDecoder {
    /// A plus sign is a blank.
    Query,
    Percent,
    AsSent,
}

impl TextDecoder {
    /// The function that does.
    pub fn function(self) -> &'static str {
        match self {
            Self::Query => "crate::urlencoded::decoded",
            Self::Percent => "crate::urlencoded::percent_decoded",
            Self::AsSent => "str::to_owned",
        }
    }
}

impl TextSource {
    /// Of a place without a style of its own.
    pub fn of(location: ParameterLocation) -> Self {
        match location {
            ParameterLocation::Path => Self::Path,
            ParameterLocation::Query => Self::Query,
            ParameterLocation::Header => Self::Header,
            ParameterLocation::Cookie => Self::Cookie,
        }
    }

    /// What decodes one value; beside lists and objects, its commas are encoded wherever it stands.
    pub fn decoder(self, held: Held) -> TextDecoder {
        match self {
            Self::Query => TextDecoder::Query,
            Self::Header | Self::Cookie if held.is_plain() => TextDecoder::AsSent,
            Self::Path | Self::Label | Self::Matrix | Self::Header | Self::Cookie => {
                TextDecoder::Percent
            }
        }
    }

    /// What decodes JSON: no cookie holds it as it is.
    pub fn json_decoder(self) -> TextDecoder {
        match self {
            Self::Query => TextDecoder::Query,
            Self::Header => TextDecoder::AsSent,
            Self::Path | Self::Label | Self::Matrix | Self::Cookie => TextDecoder::Percent,
        }
    }

    fn source(self) -> ParameterSource {
        match self {
            Self::Path | Self::Label | Self::Matrix => ParameterSource::Segments,
            Self::Query => ParameterSource::QueryPairs,
            Self::Header | Self::Cookie => ParameterSource::Head,
        }
    }
}

/// A check of a value that may not be there.
pub fn if_present(check: Code) -> Code {
    check
        .map(|check| format!("|value| validation::present(value, {check})"))
        .using(Helper::Check(Check::Present))
}
