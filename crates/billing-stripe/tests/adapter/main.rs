//! The adapter against a small Stripe that keeps customers and subscriptions and answers over real sockets.

mod answers;
mod breaker;
mod check;
mod customers;
mod fake;
mod limits;
mod port;
mod retries;
mod world;
