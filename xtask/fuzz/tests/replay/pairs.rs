//! Pairs of contracts at random. `ACCOUNTS_TESTS_PAIRS` says which: so many (`1000000`), or from one number to another (`17..18`). Each
//! number is always the same pair.

use std::fs;
use std::ops::Range;
use std::panic::catch_unwind;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{available_parallelism, scope};
use std::time::{Duration, Instant};

use xtask_fuzz::{constructed, sampled};

/// Pairs of each kind by default.
const PAIRS: u64 = 2_000;
/// How often it is said how far a long run is.
const NEWS: Duration = Duration::from_secs(30);

fn pairs() -> Range<u64> {
    let Ok(given) = std::env::var("ACCOUNTS_TESTS_PAIRS") else {
        return 0..PAIRS;
    };
    let number = |text: &str| text.parse().expect("ACCOUNTS_TESTS_PAIRS has numbers");
    match given.split_once("..") {
        Some((first, end)) => number(first)..number(end),
        None => 0..number(&given),
    }
}

/// What became of the pairs that were tried.
#[derive(Default)]
struct Outcome {
    tried: AtomicU64,
    /// Of the first kind that the target distinguishes.
    first: AtomicU64,
    failed: Mutex<Vec<u64>>,
    /// The slowest pair.
    slowest: Mutex<(Duration, u64)>,
}

impl Outcome {
    fn of(&self, number: u64, target: fn(&[u8]) -> bool) {
        // The upper bits of the product look random (Fibonacci hashing).
        let input = number.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes();
        let start = Instant::now();
        match catch_unwind(|| target(&input)) {
            Ok(first) => drop(self.first.fetch_add(u64::from(first), Ordering::Relaxed)),
            Err(_) => self.failed.lock().expect("no panic").push(number),
        }
        let mut slowest = self.slowest.lock().expect("no panic");
        *slowest = (start.elapsed(), number).max(*slowest);
        self.tried.fetch_add(1, Ordering::Relaxed);
    }

    fn report(&self, what: &str, count: u64, start: Instant) {
        let (tried, first) = (&self.tried, &self.first);
        let failed = self.failed.lock().expect("no panic").len();
        let (time, number) = *self.slowest.lock().expect("no panic");
        println!(
            "| {} of {count} pairs, {} {what}, {failed} wrong; {} s, at most {} MiB; the slowest is {number} with {} ms |",
            tried.load(Ordering::Relaxed),
            first.load(Ordering::Relaxed),
            start.elapsed().as_secs(),
            peak_memory(),
            time.as_millis(),
        );
    }
}

/// The most memory that the process ever had, in MiB; 0 where the system does not report it.
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kib.unwrap_or_default() / 1024
}

/// How many of the pairs are of the first kind that a target distinguishes.
#[track_caller]
fn tried(what: &str, target: fn(&[u8]) -> bool) -> u64 {
    let (pairs, start) = (pairs(), Instant::now());
    let count = pairs.end - pairs.start;
    let (next, outcome) = (AtomicU64::new(pairs.start), Outcome::default());
    let news = Mutex::new(start);
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= pairs.end {
                return;
            }
            outcome.of(number, target);
            if let Ok(mut news) = news.try_lock()
                && news.elapsed() >= NEWS
            {
                outcome.report(what, count, start);
                *news = Instant::now();
            }
        }
    };
    scope(|scope| {
        for _ in 0..available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    outcome.report(what, count, start);
    let failed = outcome.failed.into_inner().expect("no panic");
    assert!(
        failed.is_empty(),
        "these pairs failed, each is shown above: {failed:?}; try one again with ACCOUNTS_TESTS_PAIRS=N..N+1"
    );
    outcome.first.into_inner()
}

#[test]
fn changes_of_known_meaning_are_reported_as_such() {
    let breaking = tried("breaking", constructed);
    let count = pairs().count() as u64;
    let is_mixed = breaking > count / 10 && breaking < count * 9 / 10;
    assert!(is_mixed || count < PAIRS, "{breaking} of {count}");
}

#[test]
fn what_is_said_to_be_safe_refuses_no_value() {
    let safe = tried("safe", sampled);
    let count = pairs().count() as u64;
    assert!(safe > count / 50 || count < PAIRS, "{safe} of {count}");
}
