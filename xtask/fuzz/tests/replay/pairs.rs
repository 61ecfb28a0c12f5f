//! Pairs of contracts at random, the same ones in each run: as many as `ACCOUNTS_TESTS_PAIRS` says.

use std::panic::catch_unwind;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{available_parallelism, scope};

use xtask_fuzz::{constructed, sampled};

/// Pairs of each kind when nobody says how many.
const PAIRS: u64 = 2_000;

fn pairs() -> u64 {
    let given = std::env::var("ACCOUNTS_TESTS_PAIRS").ok();
    given.and_then(|given| given.parse().ok()).unwrap_or(PAIRS)
}

/// How many of the pairs are of the first kind that a target tells apart.
#[track_caller]
fn tried(target: fn(&[u8]) -> bool) -> u64 {
    let (next, of_first_kind, failed) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
    let threads = available_parallelism().map_or(1, usize::from);
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= pairs() {
                return;
            }
            // The upper bits of the product look random (Fibonacci hashing).
            let input = number.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes();
            match catch_unwind(|| target(&input)) {
                Ok(first) => of_first_kind.fetch_add(u64::from(first), Ordering::Relaxed),
                Err(_) => failed.fetch_add(1, Ordering::Relaxed),
            };
        }
    };
    scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    assert_eq!(failed.into_inner(), 0, "pairs failed; each is shown above");
    of_first_kind.into_inner()
}

#[test]
fn changes_of_known_meaning_are_reported_as_such() {
    let breaking = tried(constructed);
    assert!(
        breaking > pairs() / 10 && breaking < pairs() * 9 / 10,
        "{breaking} of {}",
        pairs()
    );
}

#[test]
fn what_is_said_to_be_safe_refuses_no_value() {
    let safe = tried(sampled);
    assert!(safe > pairs() / 50, "{safe} of {}", pairs());
}
