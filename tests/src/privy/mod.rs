//! Privy as the tests need it: tokens of its users, and a fake of its API that answers as told and remembers what it was asked.

mod app;
mod fake;
mod issuer;

pub use app::{APP_ID, APP_SECRET};
pub use fake::FakePrivy;
pub use issuer::{PrivyIssuer, identity_claims, user_id};
