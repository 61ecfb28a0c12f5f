#![doc = include_str!("../README.md")]

mod access_token;
mod api;
mod app_id;
mod app_secret;
mod call_failure;
mod check;
mod email_cache;
mod identity_token;
mod linked_accounts;
mod options;
mod privy;
mod refusal;
mod user_id;

pub use app_id::{AppId, InvalidAppId};
pub use app_secret::{AppSecret, InvalidAppSecret};
pub use check::check;
pub use options::{PRIVY_API, PRIVY_ISSUER, PrivyOptions, Timing};
pub use privy::{Privy, PrivyError};
