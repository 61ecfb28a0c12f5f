//! The files that do not depend on the document, and what each of them needs.

use std::collections::BTreeSet;

use super::dependency::Dependency;
use crate::backend::{TemplateFile, source};

/// Each line has a file's name here, its path, the names that it gives to users of the package and to the package itself, the files
/// that it uses, and the crates.
macro_rules! runtime {
    ($($module:ident $path:literal [$($public:ident),*] [$($internal:ident),*] [$($needs:ident),*] [$($dependency:ident),*];)*) => {
        /// A file that does not depend on the document.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum RuntimeModule {
            $(#[doc = $path] $module,)*
        }

        impl RuntimeModule {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$module),*];

            /// Where it is in the package's sources.
            pub fn path(self) -> &'static str {
                match self {
                    $(Self::$module => $path,)*
                }
            }

            /// What it gives to users of the package.
            pub fn public(self) -> &'static [&'static str] {
                match self {
                    $(Self::$module => &[$(stringify!($public)),*],)*
                }
            }

            /// What it gives to the rest of the package.
            pub fn internal(self) -> &'static [&'static str] {
                match self {
                    $(Self::$module => &[$(stringify!($internal)),*],)*
                }
            }

            /// The files that it uses itself.
            fn requires(self) -> &'static [Self] {
                match self {
                    $(Self::$module => &[$(Self::$needs),*],)*
                }
            }

            /// The crates that it uses.
            pub fn dependencies(self) -> &'static [Dependency] {
                match self {
                    $(Self::$module => &[$(Dependency::$dependency),*],)*
                }
            }
        }

        /// The files themselves.
        pub fn sources() -> Vec<TemplateFile> {
            vec![$(source!($path)),*]
        }
    };
}

runtime! {
    Attempt "alternatives/attempt.rs" [] [attempt] [] [SerdeJson];
    Fit "alternatives/fit.rs" [] [fit] [Attempt, Violation] [Serde, SerdeJson];
    Only "alternatives/only.rs" [] [only] [] [];
    Tagged "alternatives/tagged.rs" [] [chosen, tag] [Attempt, JsonLocated, Violation] [Serde, SerdeJson];
    Authenticate "authenticate.rs" [Authenticate] [] [Operation, Presented, Service] [AsyncTrait];
    BodyBytes "body/bytes.rs" [] [] [RequestBody, Rejection] [Axum, HttpBodyUtil, Tokio];
    BodyForm "body/form.rs" [] [] [BodyBytes, Form, JsonLocated] [Axum, Serde];
    BodyJson "body/json.rs" [] [] [BodyBytes, JsonDecode] [Axum, Serde];
    RequestBody "body/request_body.rs" [] [RequestBody] [Limits] [Axum, HttpBodyUtil, Tokio];
    BodyText "body/text.rs" [] [] [BodyBytes, Violation] [Axum];
    BodyValid "body/valid.rs" [] [valid] [Rejection, Checked] [];
    CredentialProblem "credential_problem.rs" [CredentialProblem] [] [] [];
    StubAuthenticate "exchange/authenticate.rs" [] [] [Authenticate, Stub, Presented] [Axum];
    Refusal "exchange/refusal.rs" [] [Refusal] [Rejection] [];
    Stub "exchange/stub.rs" [] [Stub] [RequestBody, Refusal, Limits, Operation, Rejection, Service] [Axum];
    IsBase64 "formats/base64.rs" [] [is_base64] [] [Base64];
    IsDate "formats/date.rs" [] [is_date] [] [Time];
    IsDateTime "formats/date_time.rs" [] [is_date_time] [] [Time];
    IsEmail "formats/email.rs" [] [is_email] [] [EmailAddress];
    IsIpv4 "formats/ipv4.rs" [] [is_ipv4] [] [];
    IsIpv6 "formats/ipv6.rs" [] [is_ipv6] [] [];
    IsTime "formats/time.rs" [] [is_time] [] [Time];
    IsUuid "formats/uuid.rs" [] [is_uuid] [] [Uuid];
    Form "forms/form.rs" [] [Form] [Node] [SerdeJson];
    Node "forms/node.rs" [] [Node] [Form, UrlDecoded, UrlPairs, UrlSplit, Violation] [];
    FormPart "forms/part.rs" [] [] [Node] [];
    FormProperties "forms/properties.rs" [] [] [Form] [];
    FormTexts "forms/texts.rs" [] [] [Node] [];
    JsonDecode "json/decode.rs" [] [decode] [JsonLocated, WholeNumbers, Rejection] [Serde, SerdeJson];
    JsonError "json/error.rs" [] [error] [JsonLocated] [Serde];
    JsonLocated "json/located.rs" [] [located] [Violation] [Serde, SerdeJson, SerdePathToError];
    JsonNullable "json/nullable.rs" [] [nullable] [] [Serde];
    JsonObject "json/object.rs" [] [ObjectOnly, object] [] [Serde];
    JsonPresent "json/present.rs" [] [present] [] [Serde];
    JsonRest "json/rest.rs" [] [rest] [JsonError, JsonLocated] [Serde, SerdeJson];
    WholeNumbers "json/whole_numbers.rs" [] [whole_numbers] [] [];
    JsonWritten "json/written.rs" [] [written] [] [Serde];
    Limits "limits.rs" [Limits] [] [] [];
    Operation "operation.rs" [Operation, Requirement] [] [] [];
    Cookie "parameters/cookie.rs" [] [cookie] [Parameter, Once, One] [Axum];
    CookieList "parameters/cookie_list.rs" [] [cookie_list] [Parameter, CookieValues, ListItems, PercentDecoded] [Axum];
    CookieSent "parameters/cookie_sent.rs" [] [cookie_sent] [CookieValues, Once] [Axum];
    CookieSpread "parameters/cookie_spread.rs" [] [cookie_spread] [CookieValues, FormProperties, FormTexts, JsonLocated, PercentDecoded, Rejection] [Axum, Serde];
    CookieValues "parameters/cookie_values.rs" [] [cookie_values] [] [Axum];
    Header "parameters/header.rs" [] [header] [Parameter, HeaderTexts, Once, One] [Axum];
    HeaderList "parameters/header_list.rs" [] [header_list] [Parameter, HeaderTexts, ListItems, UrlDecoded] [Axum];
    HeaderSent "parameters/header_sent.rs" [] [header_sent] [HeaderTexts] [Axum];
    HeaderTexts "parameters/header_texts.rs" [] [header_texts] [ParameterViolation] [Axum];
    ListItems "parameters/items.rs" [] [items] [Parameter, ParameterViolation] [];
    JsonText "parameters/json_text.rs" [] [json_text] [JsonDecode, ParameterViolation] [Serde];
    Label "parameters/label.rs" [] [label] [ParameterViolation, SegmentSent] [];
    Layout "parameters/layout.rs" [] [Layout] [FormTexts, UrlDecoded, UrlSplit] [];
    Matrix "parameters/matrix.rs" [] [matrix] [ParameterViolation, PercentDecoded, SegmentSent] [];
    Once "parameters/once.rs" [] [once] [ParameterViolation] [];
    One "parameters/one.rs" [] [one] [Parameter, ParameterViolation] [];
    Parameter "parameters/parameter.rs" [] [Parameter] [] [];
    Path "parameters/path.rs" [] [path] [Parameter, One, PathTexts] [Axum];
    PathList "parameters/path_list.rs" [] [path_list] [Parameter, ListItems, PathTexts, UrlSplit] [Axum];
    PathTexts "parameters/path_texts.rs" [] [path_texts] [ParameterViolation] [Axum];
    Query "parameters/query.rs" [] [query] [Parameter, QueryPairs, Once, One, UrlDecoded] [];
    QueryForm "parameters/query_form.rs" [] [query_form] [QueryNode, FormPart, JsonLocated] [Serde];
    QueryList "parameters/query_list.rs" [] [query_list] [Parameter, QueryPairs, ListItems, Once, UrlDecoded, UrlSplit] [];
    QueryNode "parameters/query_node.rs" [] [query_node] [Form, Rejection] [Axum];
    QueryPairs "parameters/query_pairs.rs" [] [QueryPairs] [UrlPairs] [Axum];
    QuerySent "parameters/query_sent.rs" [] [query_sent] [QueryPairs, Once] [];
    QuerySpread "parameters/query_spread.rs" [] [query_spread] [QueryNode, FormProperties, JsonLocated] [Serde];
    Segment "parameters/segment.rs" [] [segment] [Parameter, One, PathDecoded, SegmentTexts] [];
    SegmentList "parameters/segment_list.rs" [] [segment_list] [Parameter, ListItems, SegmentTexts, UrlSplit] [];
    SegmentSent "parameters/segment_sent.rs" [] [segment_sent] [SegmentTexts] [];
    SegmentTexts "parameters/segment_texts.rs" [] [SegmentTexts, segment_texts] [ParameterViolation, PathDecoded, PathMatched] [Axum];
    Styled "parameters/styled.rs" [] [styled] [FormTexts, JsonLocated, Layout, Rejection] [Serde];
    UriParameter "parameters/uri.rs" [] [] [Parameter, Uri] [];
    UuidParameter "parameters/uuid.rs" [] [] [Parameter] [Uuid];
    ParametersValid "parameters/valid.rs" [] [valid] [First, Rejection] [Validator];
    ParameterViolation "parameters/violation.rs" [] [violation] [Rejection, Violation] [];
    PathDecoded "paths/decoded.rs" [] [decoded] [] [PercentEncoding];
    PathGroup "paths/group.rs" [] [group] [PathMatched, Rejection, Service, Stub] [Axum];
    PathMatched "paths/matched.rs" [] [matched] [PathDecoded] [];
    Rejection "rejection.rs" [Rejection] [] [CredentialProblem, Violation] [Axum];
    Accepted "responses/accepted.rs" [] [accepted] [Rejection] [Axum];
    Binary "responses/binary.rs" [Binary] [binary] [] [Axum];
    ResponseHeader "responses/header.rs" [] [header] [HeaderValue, Rejection] [Axum, Serde, SerdeJson];
    HeaderValue "responses/header_value.rs" [] [header_value] [Rejection] [Axum, SerdeJson];
    ResponseHeaders "responses/headers.rs" [] [headers] [HeaderValue, Rejection] [Axum, Serde, SerdeJson];
    ResponseJson "responses/json.rs" [] [json] [Rejection] [Axum, Serde, SerdeJson];
    ResponsePlain "responses/plain.rs" [] [plain] [Rejection] [Axum];
    Authorization "security/authorization.rs" [] [authorization] [CredentialProblem, HeaderText] [Axum];
    Basic "security/basic.rs" [] [] [Secret] [Base64];
    CookieKey "security/cookie.rs" [] [cookie] [CredentialProblem] [Axum];
    HeaderKey "security/header.rs" [] [header] [CredentialProblem, HeaderText] [Axum];
    HeaderText "security/header_text.rs" [] [header_text] [CredentialProblem] [Axum];
    Presented "security/presented.rs" [Credential, Presented] [present] [CredentialProblem, Operation, Rejection, Secret] [Axum];
    QueryKey "security/query.rs" [] [query] [CredentialProblem] [Axum, FormUrlencoded];
    Secret "security/secret.rs" [Secret] [] [] [];
    Service "service.rs" [Service] [] [Operation, Rejection] [Axum];
    Event "streams/event.rs" [Event] [] [] [Axum];
    Events "streams/events.rs" [] [events] [Event, Frames, ItemStream, Streaming] [Axum, FuturesCore, Tokio];
    Frames "streams/frames.rs" [] [Frames, stream_response] [ItemStream, Streaming] [Axum, FuturesCore];
    ItemStream "streams/item_stream.rs" [ItemStream] [] [] [Axum, FuturesCore];
    JsonEvents "streams/json_events.rs" [] [json_events] [Event, Events, ItemStream, Streaming] [Axum, Serde, SerdeJson];
    JsonLines "streams/json_lines.rs" [] [json_lines] [Frames, ItemStream, Streaming] [Axum, Serde, SerdeJson];
    JsonSequence "streams/json_sequence.rs" [] [json_sequence] [Frames, ItemStream, Streaming] [Axum, Serde, SerdeJson];
    NamedEvents "streams/named_events.rs" [] [NamedEvent, named_events] [Event, Events, ItemStream, Streaming] [Axum, SerdeJson];
    Streaming "streams/streaming.rs" [Stopping, Streaming] [] [Service] [];
    TextEvents "streams/text_events.rs" [] [text_events] [Event, Events, ItemStream, Streaming] [Axum];
    Uri "uri.rs" [InvalidUri, Uri] [] [] [FluentUri, Serde];
    UrlDecoded "urlencoded/decoded.rs" [] [decoded] [] [FormUrlencoded];
    UrlPairs "urlencoded/pairs.rs" [] [pairs] [UrlDecoded] [];
    PercentDecoded "urlencoded/percent_decoded.rs" [] [percent_decoded] [UrlDecoded] [];
    UrlSplit "urlencoded/split.rs" [] [split] [UrlDecoded] [];
    Checked "validation/checked.rs" [] [Checked] [Violation] [];
    Distinct "validation/distinct.rs" [] [is_distinct] [] [];
    Entries "validation/entries.rs" [] [entries] [Checked] [];
    Field "validation/field.rs" [] [field] [Checked] [];
    First "validation/first.rs" [] [first] [Violation] [Validator];
    Items "validation/items.rs" [] [items] [Checked] [];
    Multiple "validation/multiple.rs" [] [is_multiple] [] [];
    PairwiseDistinct "validation/pairwise_distinct.rs" [] [is_pairwise_distinct] [] [];
    Present "validation/present.rs" [] [present] [Checked] [];
    Read "validation/read.rs" [] [read] [] [Validator];
    Rule "validation/rule.rs" [] [rule] [Checked, Violation] [];
    Violation "violation.rs" [Violation] [] [] [];
}

impl RuntimeModule {
    /// What every package has.
    pub const ALWAYS: [Self; 2] = [Self::Limits, Self::Stub];

    /// These, and all that they use.
    pub fn closure(modules: impl IntoIterator<Item = Self>) -> BTreeSet<Self> {
        let mut open: Vec<_> = modules.into_iter().collect();
        let mut all = BTreeSet::new();
        while let Some(module) = open.pop() {
            if all.insert(module) {
                open.extend(module.requires());
            }
        }
        all
    }
}

#[cfg(test)]
mod tests;
