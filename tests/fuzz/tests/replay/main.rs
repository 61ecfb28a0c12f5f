//! Everything that a fuzzer kept goes through its target again.

// The same as of the pipeline's targets, which are there without the service too.
#[path = "../../../../xtask/fuzz/tests/replay/corpus.rs"]
mod corpus;

use accounts_fuzz::{body, credentials, key_set, return_url, token};

#[test]
fn replay_body() {
    corpus::replay("body", body);
}

#[test]
fn replay_credentials() {
    corpus::replay("credentials", credentials);
}

#[test]
fn replay_key_set() {
    corpus::replay("key_set", key_set);
}

#[test]
fn replay_return_url() {
    corpus::replay("return_url", return_url);
}

#[test]
fn replay_token() {
    let taken = std::cell::Cell::new(0);
    corpus::replay("token", |input| {
        taken.set(taken.get() + usize::from(token(input)))
    });
    // Else it tries refusals only.
    assert!(taken.get() > 1, "no token of the corpus is taken");
}
