//! The runtime of the generated Rust client, each file under the name that generated packages use. The files are part of the tests only, so
//! the compiler reports each function without a test as dead code.

#[cfg(test)]
mod contract;
#[cfg(test)]
mod server;
#[cfg(test)]
mod tests;

#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/basic.rs"]
mod basic;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/body.rs"]
mod body;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/brackets.rs"]
mod brackets;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/byte_stream.rs"]
pub mod byte_stream;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/call.rs"]
mod call;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/checked.rs"]
mod checked;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/chunks.rs"]
mod chunks;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/client.rs"]
pub mod client;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/complete.rs"]
mod complete;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/complete_body.rs"]
mod complete_body;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/complete_typed.rs"]
mod complete_typed;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/cookie.rs"]
mod cookie;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/cookie_pair.rs"]
mod cookie_pair;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/cookie_properties.rs"]
mod cookie_properties;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/cookie_text.rs"]
mod cookie_text;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/credentials.rs"]
mod credentials;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/error.rs"]
pub mod error;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/event_parser.rs"]
mod event_parser;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/event_stream.rs"]
pub mod event_stream;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/failure.rs"]
mod failure;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/form_body.rs"]
mod form_body;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/form_brackets.rs"]
mod form_brackets;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/form_json.rs"]
mod form_json;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/form_list.rs"]
mod form_list;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/header.rs"]
mod header;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/header_item.rs"]
mod header_item;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/header_list.rs"]
mod header_list;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/header_text.rs"]
mod header_text;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/invalid_options.rs"]
pub mod invalid_options;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/joined.rs"]
mod joined;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/json_body.rs"]
mod json_body;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/json_event.rs"]
mod json_event;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/json_failure.rs"]
mod json_failure;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/json_lines.rs"]
mod json_lines;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/json_response.rs"]
mod json_response;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/json_sequence.rs"]
mod json_sequence;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/json_stream.rs"]
pub mod json_stream;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/json_text.rs"]
mod json_text;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/label_text.rs"]
mod label_text;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/matrix_text.rs"]
mod matrix_text;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/one_text.rs"]
mod one_text;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/open_events.rs"]
mod open_events;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/opened.rs"]
mod opened;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/options.rs"]
pub mod options;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/own_server.rs"]
mod own_server;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/pair.rs"]
mod pair;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/parts.rs"]
mod parts;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/path_list.rs"]
mod path_list;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/path_part.rs"]
mod path_part;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/path_segment.rs"]
mod path_segment;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/path_value.rs"]
mod path_value;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/percent.rs"]
mod percent;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/plain_text.rs"]
mod plain_text;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/presence.rs"]
mod presence;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/properties.rs"]
mod properties;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/query_list.rs"]
mod query_list;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/query_object.rs"]
mod query_object;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/query_properties.rs"]
mod query_properties;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/query_reserved.rs"]
mod query_reserved;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/query_text.rs"]
mod query_text;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/query_value.rs"]
mod query_value;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/receive.rs"]
mod receive;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/response.rs"]
mod response;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/same_value.rs"]
mod same_value;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/scheme.rs"]
mod scheme;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/secret_header.rs"]
mod secret_header;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/stream_error.rs"]
pub mod stream_error;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/text_event.rs"]
mod text_event;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/text_response.rs"]
mod text_response;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/transport.rs"]
mod transport;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/typed.rs"]
mod typed;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust/runtime/url_text.rs"]
mod url_text;
#[cfg(test)]
#[path = "../../../xtask/contract-first/src/backends/rust_axum/runtime/json/whole_numbers.rs"]
mod whole_numbers;
