//! The service over Stripe's bad days: a fake Stripe, a proxy that spoils its answers, and the real server between them and us.

mod answers;
mod breaker;
mod candidates;
mod connections;
mod cost;
mod deadline;
mod expected;
mod fair;
mod links;
mod load;
mod lookups;
mod node;
mod official;
mod port;
mod prism;
mod secrets;
mod slow;
mod tls;
