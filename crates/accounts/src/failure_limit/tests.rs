use super::*;

fn fingerprint(number: u8) -> Fingerprint {
    Fingerprint::Token([number; 32])
}

fn fail(limit: &FailureLimit, peer: &str, times: u32) -> Option<Duration> {
    let context = Arc::new(RequestContext {
        client: Some(peer.parse().expect("an address")),
        ..RequestContext::default()
    });
    context.sync_scope(|| {
        for _ in 0..times {
            limit.note_failure(&fingerprint(0));
        }
        limit.wait()
    })
}

#[test]
fn failures_of_each_address() {
    for most in [1, 7, 60, 1000] {
        let limit = FailureLimit::per_minute(most);
        assert_eq!(fail(&limit, "192.0.2.1", most - 1), None, "{most}");
        let wait = fail(&limit, "192.0.2.1", 1).expect("a wait");
        assert!(wait <= MINUTE / most, "{most}: {wait:?}");
        assert_eq!(fail(&limit, "192.0.2.2", 0), None);
        assert_eq!(limit.wait(), None, "from nowhere");
    }
}

#[test]
fn no_limit() {
    let limit = FailureLimit::per_minute(0);
    assert_eq!(fail(&limit, "192.0.2.1", 10_000), None);
}

#[test]
fn one_budget_for_a_network() {
    let limit = FailureLimit::per_minute(2);
    assert_eq!(fail(&limit, "2001:db8::1", 1), None);
    assert!(fail(&limit, "2001:db8::ffff:2", 1).is_some());
    assert_eq!(fail(&limit, "2001:db8:0:1::1", 1), None);
    assert_eq!(fail(&limit, "192.0.2.1", 1), None);
    assert!(fail(&limit, "::ffff:192.0.2.1", 1).is_some(), "the same");
}

#[test]
fn good_until_it_fails() {
    let limit = FailureLimit::per_minute(2);
    limit.note_good(fingerprint(0));
    limit.note_good(fingerprint(1));
    fail(&limit, "192.0.2.1", 2);
    assert!(!limit.is_known_good(&fingerprint(0)));
    assert!(limit.is_known_good(&fingerprint(1)));
}
