//! The billing port over Stripe.
//!
//! [`Stripe`] finds the customer of an account, sees to it that a subscription is live, and opens a portal session. Every call has
//! a deadline, a bound in size, and a way to fail that tells the caller the truth.

mod answer;
mod api_base;
mod ask;
mod billing;
mod breaker;
mod call;
mod call_error;
mod call_record;
mod check;
mod clock;
mod failed;
mod find;
mod lane;
mod loose;
mod options;
mod pauses;
mod portal;
mod provider_account;
mod refusal;
mod retry;
mod search;
mod secret_key;
mod slots;
mod standing;
mod stripe;
mod subscription;
mod subscriptions;
mod transport;
mod turns;

pub use api_base::{ApiBase, InvalidApiBase};
pub use check::{Finding, check};
pub use options::{AccountPace, StripeOptions};
pub use provider_account::KnownLinks;
pub use secret_key::{InvalidSecretKey, SecretKey};
pub use stripe::{Stripe, StripeError};
