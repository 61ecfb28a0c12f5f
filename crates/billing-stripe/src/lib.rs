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
mod check;
mod clock;
mod customers;
mod failed;
mod find;
mod lane;
mod options;
mod portal;
mod refusal;
mod retry;
mod root_certificates;
mod secret_key;
mod stripe;
mod subscription;
mod subscriptions;
mod transport;

pub use api_base::{ApiBase, InvalidApiBase};
pub use check::{Finding, check};
pub use options::StripeOptions;
pub use root_certificates::{InvalidRootCertificates, RootCertificates};
pub use secret_key::{InvalidSecretKey, SecretKey};
pub use stripe::{Stripe, StripeError};
