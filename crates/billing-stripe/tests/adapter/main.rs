//! The adapter against a small Stripe that keeps customers and subscriptions and answers over real sockets: what the tests of the whole
//! service (`tests/stripe`) do not reach.

mod check;
mod fake;
mod port;
mod refused;
mod world;
