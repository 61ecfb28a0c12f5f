//! The code of generated server stubs that no document changes: the files below
//! `xtask/contract-first/src/backends/rust_axum/runtime`, under the names that they have in a stub. A function that no test here
//! calls is dead code, which is a warning.
#![cfg(test)]
#![allow(
    clippy::unwrap_used,
    reason = "a test that unwraps fails with its line"
)]

mod schemes;
mod tests;

#[path = "../../../xtask/contract-first/src/backends/rust_axum/runtime/alternatives"]
mod alternatives {
    mod attempt;
    mod fit;
    mod only;
    mod tagged;
    pub(crate) use attempt::attempt;
    pub(crate) use fit::fit;
    pub(crate) use only::only;
    pub(crate) use tagged::{chosen, tag};
}

#[path = "../../../xtask/contract-first/src/backends/rust_axum/runtime/authenticate.rs"]
mod authenticate;

#[path = "../../../xtask/contract-first/src/backends/rust_axum/runtime/body"]
mod body {
    mod bytes;
    mod form;
    mod json;
    mod request_body;
    mod text;
    mod valid;
    pub(crate) use request_body::RequestBody;
    pub(crate) use valid::valid;
}

#[path = "../../../xtask/contract-first/src/backends/rust_axum/runtime/credential_problem.rs"]
mod credential_problem;

#[path = "../../../xtask/contract-first/src/backends/rust_axum/runtime/exchange"]
mod exchange {
    mod authenticate;
    mod refusal;
    mod stub;
    pub(crate) use refusal::Refusal;
    pub(crate) use stub::Stub;
}

#[path = "../../../xtask/contract-first/src/backends/rust_axum/runtime/formats"]
mod formats {
    mod base64;
    mod date;
    mod date_time;
    mod email;
    mod ipv4;
    mod ipv6;
    mod time;
    mod uuid;
    pub(crate) use base64::is_base64;
    pub(crate) use date::is_date;
    pub(crate) use date_time::is_date_time;
    pub(crate) use email::is_email;
    pub(crate) use ipv4::is_ipv4;
    pub(crate) use ipv6::is_ipv6;
    pub(crate) use time::is_time;
    pub(crate) use uuid::is_uuid;
}

#[path = "../../../xtask/contract-first/src/backends/rust_axum/runtime/forms"]
mod forms {
    mod form;
    mod node;
    mod part;
    mod properties;
    mod texts;
    pub(crate) use form::Form;
    pub(crate) use node::Node;
}

#[path = "../../../xtask/contract-first/src/backends/rust_axum/runtime/json"]
mod json {
    mod decode;
    mod error;
    mod located;
    mod nullable;
    mod object;
    mod present;
    mod rest;
    mod whole_numbers;
    mod written;
    pub(crate) use decode::decode;
    pub(crate) use error::error;
    pub(crate) use located::located;
    pub(crate) use nullable::nullable;
    pub(crate) use object::{ObjectOnly, object};
    pub(crate) use present::present;
    pub(crate) use rest::rest;
    pub(crate) use whole_numbers::whole_numbers;
    pub(crate) use written::written;
}

#[path = "../../../xtask/contract-first/src/backends/rust_axum/runtime/limits.rs"]
mod limits;
#[path = "../../../xtask/contract-first/src/backends/rust_axum/runtime/operation.rs"]
mod operation;

#[path = "../../../xtask/contract-first/src/backends/rust_axum/runtime/parameters"]
mod parameters {
    mod cookie;
    mod cookie_list;
    mod cookie_sent;
    mod cookie_spread;
    mod cookie_values;
    mod header;
    mod header_list;
    mod header_sent;
    mod header_texts;
    mod items;
    mod json_text;
    mod label;
    mod layout;
    mod matrix;
    mod once;
    mod one;
    mod parameter;
    mod path;
    mod path_list;
    mod path_texts;
    mod query;
    mod query_form;
    mod query_list;
    mod query_node;
    mod query_pairs;
    mod query_sent;
    mod query_spread;
    mod segment;
    mod segment_list;
    mod segment_sent;
    mod segment_texts;
    mod styled;
    mod uri;
    mod uuid;
    mod valid;
    mod violation;
    pub(crate) use cookie::cookie;
    pub(crate) use cookie_list::cookie_list;
    pub(crate) use cookie_sent::cookie_sent;
    pub(crate) use cookie_spread::cookie_spread;
    pub(crate) use cookie_values::cookie_values;
    pub(crate) use header::header;
    pub(crate) use header_list::header_list;
    pub(crate) use header_sent::header_sent;
    pub(crate) use header_texts::header_texts;
    pub(crate) use items::items;
    pub(crate) use json_text::json_text;
    pub(crate) use label::label;
    pub(crate) use layout::Layout;
    pub(crate) use matrix::matrix;
    pub(crate) use once::once;
    pub(crate) use one::one;
    pub(crate) use parameter::Parameter;
    pub(crate) use path::path;
    pub(crate) use path_list::path_list;
    pub(crate) use path_texts::path_texts;
    pub(crate) use query::query;
    pub(crate) use query_form::query_form;
    pub(crate) use query_list::query_list;
    pub(crate) use query_node::query_node;
    pub(crate) use query_pairs::QueryPairs;
    pub(crate) use query_sent::query_sent;
    pub(crate) use query_spread::query_spread;
    pub(crate) use segment::segment;
    pub(crate) use segment_list::segment_list;
    pub(crate) use segment_sent::segment_sent;
    pub(crate) use segment_texts::{SegmentTexts, segment_texts};
    pub(crate) use styled::styled;
    pub(crate) use valid::valid;
    pub(crate) use violation::violation;
}

#[path = "../../../xtask/contract-first/src/backends/rust_axum/runtime/paths"]
mod paths {
    mod decoded;
    mod group;
    mod matched;
    pub(crate) use decoded::decoded;
    pub(crate) use group::group;
    pub(crate) use matched::matched;
}

#[path = "../../../xtask/contract-first/src/backends/rust_axum/runtime/rejection.rs"]
mod rejection;

#[path = "../../../xtask/contract-first/src/backends/rust_axum/runtime/responses"]
mod responses {
    mod accepted;
    mod binary;
    mod header;
    mod header_value;
    mod headers;
    mod json;
    mod plain;
    pub(crate) use accepted::accepted;
    pub use binary::Binary;
    pub(crate) use binary::binary;
    pub(crate) use header::header;
    pub(crate) use header_value::header_value;
    pub(crate) use headers::headers;
    pub(crate) use json::json;
    pub(crate) use plain::plain;
}

#[path = "../../../xtask/contract-first/src/backends/rust_axum/runtime/security"]
mod security {
    mod authorization;
    mod basic;
    mod cookie;
    mod header;
    mod header_text;
    mod presented;
    mod query;
    mod secret;
    pub(crate) use authorization::authorization;
    pub(crate) use cookie::cookie;
    pub(crate) use header::header;
    pub(crate) use header_text::header_text;
    pub(crate) use presented::present;
    pub use presented::{Credential, Presented};
    pub(crate) use query::query;
    pub use secret::Secret;
}

#[path = "../../../xtask/contract-first/src/backends/rust_axum/runtime/service.rs"]
mod service;
#[path = "../../../xtask/contract-first/src/backends/rust_axum/runtime/streams"]
mod streams {
    mod event;
    mod events;
    mod frames;
    mod item_stream;
    mod json_events;
    mod json_lines;
    mod json_sequence;
    mod named_events;
    mod streaming;
    mod text_events;
    pub use event::Event;
    pub(crate) use events::events;
    pub(crate) use frames::{Frames, stream_response};
    pub use item_stream::ItemStream;
    pub(crate) use json_events::json_events;
    pub(crate) use json_lines::json_lines;
    pub(crate) use json_sequence::json_sequence;
    pub(crate) use named_events::{NamedEvent, named_events};
    pub use streaming::{Stopping, Streaming};
    pub(crate) use text_events::text_events;
}

#[path = "../../../xtask/contract-first/src/backends/rust_axum/runtime/uri.rs"]
mod uri;

#[path = "../../../xtask/contract-first/src/backends/rust_axum/runtime/urlencoded"]
mod urlencoded {
    mod decoded;
    mod pairs;
    mod percent_decoded;
    mod split;
    pub(crate) use decoded::decoded;
    pub(crate) use pairs::pairs;
    pub(crate) use percent_decoded::percent_decoded;
    pub(crate) use split::split;
}

#[path = "../../../xtask/contract-first/src/backends/rust_axum/runtime/validation"]
mod validation {
    mod checked;
    mod distinct;
    mod entries;
    mod field;
    mod first;
    mod items;
    mod multiple;
    mod pairwise_distinct;
    mod present;
    mod read;
    mod rule;
    pub(crate) use checked::Checked;
    pub(crate) use distinct::is_distinct;
    pub(crate) use entries::entries;
    pub(crate) use field::field;
    pub(crate) use first::first;
    pub(crate) use items::items;
    pub(crate) use multiple::is_multiple;
    pub(crate) use pairwise_distinct::is_pairwise_distinct;
    pub(crate) use present::present;
    pub(crate) use read::read;
    pub(crate) use rule::rule;
}

#[path = "../../../xtask/contract-first/src/backends/rust_axum/runtime/violation.rs"]
mod violation;

pub use authenticate::Authenticate;
pub use credential_problem::CredentialProblem;
pub use limits::Limits;
pub use operation::{Operation, Requirement};
pub use rejection::Rejection;
pub use responses::Binary;
pub use schemes::Scheme;
pub use security::{Credential, Presented, Secret};
pub use service::Service;
pub use streams::{Event, ItemStream, Stopping, Streaming};
pub use uri::{InvalidUri, Uri};
pub use violation::Violation;
