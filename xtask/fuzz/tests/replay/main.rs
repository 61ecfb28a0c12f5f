//! Everything that a fuzzer kept goes through its target again.

mod corpus;
mod pairs;

use std::cell::Cell;

use xtask_fuzz::{document, injection, overlay};

#[test]
fn replay_document() {
    assert!(
        good("document", document) > 1,
        "nothing can be generated from the corpus"
    );
}

#[test]
fn replay_injection() {
    assert!(
        good("injection", injection) > 1,
        "no text of the corpus may stand in a document"
    );
}

#[test]
fn replay_overlay() {
    assert!(
        good("overlay", overlay) > 1,
        "nothing of the corpus can be laid over"
    );
}

/// How many inputs the target finds good: else it would try refusals only.
fn good(name: &str, target: impl Fn(&[u8]) -> bool) -> usize {
    let good = Cell::new(0);
    corpus::replay(name, |input| {
        good.set(good.get() + usize::from(target(input)))
    });
    good.get()
}
