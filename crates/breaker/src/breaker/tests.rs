use std::thread::sleep;

use super::*;

const SERVER: &str = "Example";
const METRIC: &str = "example_breaker_open";
const SHORT: Duration = Duration::from_millis(40);
const DEADLINE: Duration = Duration::from_secs(10);

fn opened() -> Breaker {
    let breaker = Breaker::with_open_duration(SERVER, METRIC, SHORT, DEADLINE);
    for _ in 0..MAX_FAILURES {
        breaker.admit().expect("closed").record_failure();
    }
    breaker
}

#[test]
fn opens_after_failures_in_a_row() {
    let breaker = Breaker::new(SERVER, METRIC, DEADLINE);
    for _ in 0..3 {
        for _ in 1..MAX_FAILURES {
            breaker.admit().expect("closed").record_failure();
        }
        breaker.admit().expect("closed").record_success();
    }
    assert_eq!(breaker.open_for(), None);
    for _ in 0..MAX_FAILURES {
        breaker.admit().expect("closed").record_failure();
    }
    let wait = breaker.admit().expect_err("open");
    assert!(wait <= OPEN_DURATION && wait > Duration::ZERO, "{wait:?}");
    assert!(breaker.open_for().is_some());
}

#[test]
fn one_probe_at_a_time() {
    let breaker = opened();
    assert!(breaker.admit().is_err());
    sleep(SHORT * 2);
    assert_eq!(breaker.open_for(), None, "ready for a probe");
    let probe = breaker.admit().expect("a probe");
    assert!(breaker.admit().is_err(), "a second probe");
    probe.record_failure();
    assert!(breaker.admit().is_err(), "open again");

    sleep(SHORT * 2);
    let probe = breaker.admit().expect("a probe");
    probe.record_success();
    let both = (breaker.admit(), breaker.admit());
    assert!(both.0.is_ok() && both.1.is_ok(), "closed");
}

#[test]
fn probe_that_never_ends_keeps_nobody_out() {
    let breaker = opened();
    sleep(SHORT * 2);
    let silent = breaker.admit().expect("a probe");
    assert!(breaker.admit().is_err());
    sleep(SHORT * 2);
    breaker.admit().expect("the next probe").record_success();
    // Late, so it does not count.
    silent.record_failure();
    assert_eq!(breaker.open_for(), None);
}

#[test]
fn probe_whose_caller_left_gives_way() {
    let breaker = opened();
    sleep(SHORT * 2);
    drop(breaker.admit().expect("a probe"));
    assert!(breaker.admit().is_ok());
}

#[test]
fn caller_who_waited_long_and_left_counts_as_a_failure() {
    let breaker = Breaker::with_open_duration(SERVER, METRIC, SHORT, SHORT);
    let calls: Vec<_> = (0..MAX_FAILURES)
        .map(|_| breaker.admit().expect("closed"))
        .collect();
    sleep(SHORT);
    drop(calls);
    assert!(breaker.admit().is_err());
}

#[test]
fn late_failures_of_old_calls_do_not_count() {
    let breaker = Breaker::with_open_duration(SERVER, METRIC, SHORT, DEADLINE);
    let mut old: Vec<_> = (0..20).map(|_| breaker.admit().expect("closed")).collect();
    let mut fail = |count| old.drain(..count).for_each(CallPermit::record_failure);
    fail(MAX_FAILURES as usize);
    assert!(breaker.admit().is_err(), "open");
    sleep(SHORT * 2);
    let probe = breaker.admit().expect("a probe");
    fail(1);
    probe.record_success();
    assert_eq!(breaker.open_for(), None, "the probe counts");
    fail(MAX_FAILURES as usize);
    assert_eq!(breaker.open_for(), None, "closed is closed");
}

#[test]
fn late_failure_of_an_old_probe_leaves_it_to_the_newer_one() {
    let breaker = opened();
    sleep(SHORT * 2);
    let old = breaker.admit().expect("a probe");
    sleep(SHORT * 2);
    let newer = breaker.admit().expect("the next probe");
    old.record_failure();
    newer.record_success();
    assert_eq!(breaker.open_for(), None, "closed");
}

#[test]
fn late_success_of_an_old_call_does_not_close() {
    let breaker = Breaker::with_open_duration(SERVER, METRIC, SHORT, DEADLINE);
    let old = breaker.admit().expect("closed");
    for _ in 0..MAX_FAILURES {
        breaker.admit().expect("closed").record_failure();
    }
    old.record_success();
    assert!(breaker.admit().is_err());
}
