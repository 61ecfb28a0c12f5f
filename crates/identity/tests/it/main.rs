//! The verifier with real keys, real signatures and real HTTP.

mod algorithms;
mod bad_answers;
mod discovery;
mod issuer;
mod mutations;
mod remote;
mod web;
