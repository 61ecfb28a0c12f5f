//! The files of packages: what they need beside them.

use std::collections::BTreeSet;

use super::dependency::Dependency;
use crate::backend::{Destination, Fragment, TemplateFile, source, template};

/// A piece of code, and the modules that it calls.
pub type Code = Fragment<Module>;

/// What the generator makes by itself and these packages do without.
pub const UNUSED: &[&str] = &[
    ".gitignore",
    ".travis.yml",
    "git_push.sh",
    "docs/**",
    "src/apis/**",
    "src/models/**",
];

/// Each module, the file that it is, the modules that it needs beside it, and the crates that it uses.
macro_rules! modules {
    ($($module:ident ($file:expr) [$($required:ident)*] [$($dependency:ident)*];)*) => {
        /// A file of a package. Sources have no code that is not used wherever they are part of a package.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Module {
            $($module,)*
        }

        impl Module {
            /// The files of all modules, in their order.
            pub const FILES: &[TemplateFile] = &[$($file,)*];

            /// The modules that it calls.
            fn requires(self) -> &'static [Self] {
                match self {
                    $(Self::$module => &[$(Self::$required,)*],)*
                }
            }

            /// The crates that it uses, whatever the document says.
            pub fn dependencies(self) -> &'static [Dependency] {
                match self {
                    $(Self::$module => &[$(Dependency::$dependency,)*],)*
                }
            }
        }

        #[cfg(test)]
        const ALL: &[Module] = &[$(Module::$module,)*];
    };
}

modules! {
    Manifest (template!("Cargo.mustache")) [] [];
    Readme (template!("README.mustache")) [] [];
    Lib (template!("lib.mustache")) [Manifest Methods Readme] [];
    Contract (template!("contract.mustache" => "contract.rs")) [Scheme] [];
    CredentialOptions (template!("credential_options.mustache" => "credential_options.rs")) [Contract Options] [];
    Methods (template!("methods.mustache" => "methods.rs")) [Call Client Error Operations] [Reqwest];
    Models (template!("models.mustache" => "models.rs")) [] [];
    Operations (template!("operations.mustache" => "operations.rs")) [] [];
    Servers (template!("servers.mustache" => "servers.rs")) [] [];

    Basic (source!("basic.rs")) [] [Base64];
    Body (source!("body.rs")) [Call] [Reqwest];
    Brackets (source!("brackets.rs")) [Pair PlainText] [SerdeJson];
    ByteStream (source!("byte_stream.rs")) [Chunks Error Opened StreamError] [FuturesCore HttpBody];
    Call (source!("call.rs")) [] [Reqwest];
    Checked (source!("checked.rs")) [Call] [];
    Chunks (source!("chunks.rs")) [StreamError Transport] [HttpBody Reqwest Tokio];
    Client (source!("client.rs")) [InvalidOptions Options Transport] [];
    Complete (source!("complete.rs")) [Call Receive Response Transport] [Reqwest];
    CompleteBody (source!("complete_body.rs")) [Error Response] [];
    CompleteTyped (source!("complete_typed.rs")) [Call Receive Response Transport Typed] [Reqwest];
    Cookie (source!("cookie.rs")) [Call CookiePair] [];
    CookiePair (source!("cookie_pair.rs")) [Call SecretHeader] [Reqwest];
    CookieProperties (source!("cookie_properties.rs")) [Call Cookie Parts Percent] [Serde];
    CookieText (source!("cookie_text.rs")) [Parts Percent] [Serde];
    Credentials (source!("credentials.rs")) [Call Contract InvalidOptions Scheme] [];
    Error (source!("error.rs")) [] [];
    EventParser (source!("event_parser.rs")) [StreamError] [];
    EventStream (source!("event_stream.rs")) [Chunks Error EventParser OpenEvents StreamError] [FuturesCore];
    Failure (source!("failure.rs")) [Error Response] [SerdeJson];
    FormBody (source!("form_body.rs")) [Body Call Pair PlainText Properties] [Serde SerdeJson];
    FormBrackets (source!("form_brackets.rs")) [Brackets] [SerdeJson];
    FormJson (source!("form_json.rs")) [Pair] [SerdeJson];
    FormList (source!("form_list.rs")) [Joined Pair Percent PlainText] [SerdeJson];
    Header (source!("header.rs")) [Call] [Reqwest];
    HeaderItem (source!("header_item.rs")) [] [];
    HeaderList (source!("header_list.rs")) [Call Header HeaderItem] [];
    HeaderText (source!("header_text.rs")) [HeaderItem Parts] [Serde];
    InvalidOptions (source!("invalid_options.rs")) [] [];
    Joined (source!("joined.rs")) [Percent] [];
    JsonBody (source!("json_body.rs")) [Body Call] [Serde SerdeJson];
    JsonEvent (source!("json_event.rs")) [EventParser WholeNumbers] [Serde SerdeJson];
    JsonFailure (source!("json_failure.rs")) [Error Failure JsonResponse Response] [Serde];
    JsonLines (source!("json_lines.rs")) [Error JsonStream Opened] [Serde];
    JsonResponse (source!("json_response.rs")) [CompleteBody Error Response WholeNumbers] [Serde SerdeJson];
    JsonSequence (source!("json_sequence.rs")) [Error JsonStream Opened] [Serde SerdeJson];
    JsonStream (source!("json_stream.rs")) [Chunks StreamError WholeNumbers] [FuturesCore Serde SerdeJson];
    JsonText (source!("json_text.rs")) [] [Serde SerdeJson];
    LabelText (source!("label_text.rs")) [Parts Percent] [Serde];
    MatrixText (source!("matrix_text.rs")) [Parts Percent] [Serde];
    OneText (source!("one_text.rs")) [Parts] [Serde];
    OpenEvents (source!("open_events.rs")) [Call Chunks Error Opened Receive Response StreamError Transport] [Reqwest Tokio];
    Opened (source!("opened.rs")) [Call Chunks Error Receive Response Transport Typed] [Reqwest];
    Options (source!("options.rs")) [Contract Credentials InvalidOptions] [Reqwest];
    OwnServer (source!("own_server.rs")) [Call Contract Error Options Receive Scheme Transport] [Reqwest];
    Pair (source!("pair.rs")) [Percent] [];
    Parts (source!("parts.rs")) [PlainText] [Serde SerdeJson];
    PathList (source!("path_list.rs")) [Call Joined PathSegment] [];
    PathPart (source!("path_part.rs")) [Call] [];
    PathSegment (source!("path_segment.rs")) [Call] [];
    PathValue (source!("path_value.rs")) [Call PathSegment Percent] [];
    Percent (source!("percent.rs")) [] [PercentEncoding];
    PlainText (source!("plain_text.rs")) [] [SerdeJson];
    Presence (source!("presence.rs")) [] [Serde];
    Properties (source!("properties.rs")) [] [Serde SerdeJson];
    QueryList (source!("query_list.rs")) [Call Joined Percent] [];
    QueryObject (source!("query_object.rs")) [Brackets Call] [Serde SerdeJson];
    QueryProperties (source!("query_properties.rs")) [Brackets Call Properties] [Serde];
    QueryReserved (source!("query_reserved.rs")) [Call QueryText] [PercentEncoding];
    QueryText (source!("query_text.rs")) [Call Percent] [];
    QueryValue (source!("query_value.rs")) [Call Pair] [];
    Receive (source!("receive.rs")) [Call Response Transport] [Reqwest];
    Response (source!("response.rs")) [Error] [Httpdate Reqwest];
    SameValue (source!("same_value.rs")) [] [SerdeJson];
    Scheme (source!("scheme.rs")) [Call] [];
    SecretHeader (source!("secret_header.rs")) [Call Header] [];
    StreamError (source!("stream_error.rs")) [] [];
    TextEvent (source!("text_event.rs")) [EventParser] [];
    TextResponse (source!("text_response.rs")) [CompleteBody Error Response] [];
    Transport (source!("transport.rs")) [Call Contract Error InvalidOptions Options Receive Scheme] [Fastrand Reqwest Tokio];
    Typed (source!("typed.rs")) [Error Response] [Reqwest];
    UrlText (source!("url_text.rs")) [Parts Percent] [Serde];
    WholeNumbers (source!("whole_numbers.rs" from "../rust_axum/runtime/json/whole_numbers.rs")) [] [];
}

impl Module {
    /// Some modules, and those that they need.
    pub fn closure(some: impl IntoIterator<Item = Self>) -> BTreeSet<Self> {
        let mut open: Vec<_> = some.into_iter().collect();
        let mut all = BTreeSet::new();
        while let Some(module) = open.pop() {
            if all.insert(module) {
                open.extend(module.requires());
            }
        }
        all
    }

    /// Its file.
    pub fn file(self) -> &'static TemplateFile {
        &Self::FILES[self as usize]
    }

    /// The names that it gives to users of the package.
    pub fn exports(self) -> &'static [&'static str] {
        match self {
            Self::ByteStream => &["byte_stream::ByteStream"],
            Self::EventStream => &["event_stream::Event", "event_stream::EventStream"],
            Self::JsonStream => &["json_stream::JsonStream"],
            Self::StreamError => &["stream_error::StreamError", "stream_error::StreamProblem"],
            _ => &[],
        }
    }

    /// The path of its names in the package's code.
    pub fn path(self) -> String {
        format!("crate::{}", self.name().unwrap_or_default())
    }

    /// What the library declares it as; `None` for what is no module of it.
    pub fn name(self) -> Option<&'static str> {
        match self.file().destination {
            Destination::Sources(path) => Some(path.trim_end_matches(".rs")),
            Destination::BuiltIn => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::{TokenStream, TokenTree};

    use super::*;
    use crate::backend::Content;

    /// The identifiers that a path begins with, and those after `crate::`.
    fn heads(tokens: TokenStream, found: &mut BTreeSet<String>) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        for (index, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => heads(group.stream(), found),
                TokenTree::Ident(name) if is_separator(&tokens, index + 1) => {
                    let after_crate = matches!(tokens.get(index + 3), Some(TokenTree::Ident(_)));
                    match tokens.get(index + 3) {
                        Some(TokenTree::Ident(inner)) if after_crate && name == "crate" => {
                            found.insert(format!("crate::{inner}"));
                        }
                        _ => drop(found.insert(name.to_string())),
                    }
                }
                _ => {}
            }
        }
    }

    fn is_separator(tokens: &[TokenTree], index: usize) -> bool {
        matches!(tokens.get(index), Some(TokenTree::Punct(one)) if one.as_char() == ':')
            && matches!(tokens.get(index + 1), Some(TokenTree::Punct(one)) if one.as_char() == ':')
    }

    #[test]
    fn the_table_says_what_the_sources_use() {
        for module in ALL {
            let Content::Source(text) = module.file().content else {
                continue;
            };
            let mut used = BTreeSet::new();
            heads(text.parse().unwrap(), &mut used);
            let required: BTreeSet<_> = module.requires().iter().map(|one| one.path()).collect();
            for path in used.iter().filter(|path| path.starts_with("crate::")) {
                assert!(required.contains(path), "{module:?}: {path}");
            }
            let crates = Dependency::ALL.into_iter();
            let crates = crates.filter(|one| used.contains(one.crate_name()));
            let crates: BTreeSet<_> = crates.collect();
            let listed: BTreeSet<_> = module.dependencies().iter().copied().collect();
            assert_eq!(crates, listed, "{module:?}");
        }
    }

    #[test]
    fn a_module_comes_with_what_it_needs() {
        let names = |some| {
            let names = Module::closure(some).into_iter().filter_map(Module::name);
            names.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(names([Module::QueryValue]), "call pair percent query_value");
        let base = "contract methods operations call client credentials error invalid_options options receive response scheme transport";
        assert_eq!(names([Module::Lib]), base);
    }
}
