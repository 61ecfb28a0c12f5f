//! What the tests of the whole service share: the real program in a folder of its own, and ways to talk to it.

mod alert;
mod answer;
mod binary;
mod client;
mod credential_cache;
mod document;
mod installation;
pub mod load;
mod metrics;
mod output;
pub mod privy;
pub mod published;
mod raw;
mod service;
pub mod signer;
pub mod stripe;
pub mod upstream;

pub use alert::Alert;
pub use answer::Answer;
pub use binary::accounts_server;
pub use client::{Client, Protocol};
pub use credential_cache::credentials_are_forgotten;
pub use document::Document;
pub use installation::{Installation, Ran};
pub use metrics::Metrics;
pub use raw::{Raw, RawAnswer};
pub use service::Service;

/// A body that every account with a subscription gets a portal session for.
pub const GOOD_BODY: &str = r#"{"returnUrl":"https://example.com/account"}"#;

/// The path of the contract's one operation.
pub const PORTAL: &str = "/api/subscriptions/portal";
