//! The billing port over Stripe.
//!
//! [`Stripe`] finds the customer of an account, checks that a subscription is live, and opens a portal session. Every call has
//! a deadline, a bound in size, and an error that tells the caller the truth.

mod api;
mod billing;
mod call;
mod call_error;
mod call_record;
mod check;
mod clock;
mod error_response;
mod find;
mod look_up;
mod loose;
mod options;
mod pauses;
mod portal;
mod portal_error;
mod provider_account;
mod rate_limit;
mod response;
mod retry;
mod search;
mod search_queue;
mod secret_key;
mod slots;
mod stripe;
mod subscription;
mod subscriptions;
mod transport;

pub use check::{StripeFinding, check};
pub use options::{AccountPace, STRIPE_API, StripeOptions};
pub use provider_account::KnownLinks;
pub use secret_key::{InvalidSecretKey, SecretKey};
pub use stripe::{Stripe, StripeError};
