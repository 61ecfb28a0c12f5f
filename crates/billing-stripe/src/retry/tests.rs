use super::*;

fn head(status: u16, should_retry: Option<bool>, retry_after: Option<u64>) -> Head {
    Head {
        status: StatusCode::from_u16(status).expect("a status"),
        request_id: None,
        should_retry,
        retry_after: retry_after.map(Duration::from_secs),
        rate_limit: None,
    }
}

/// How many retries an answer that is always the same gets.
fn retries(head: Option<&Head>, locked: bool) -> u32 {
    let mut retries = 0;
    while next(head, locked, retries, 0.0).is_some() {
        retries += 1;
    }
    retries
}

#[test]
fn decisions_of_the_official_libraries() {
    assert_eq!(retries(None, false), 2, "connection errors");
    for (status, should_retry, count) in [
        (500, None, 2),
        (502, None, 2),
        (503, None, 2),
        (504, None, 2),
        (500, Some(false), 0),
        (409, None, 2),
        (409, Some(false), 0),
        (429, Some(true), 2),
        (429, Some(false), 0),
        (400, None, 0),
        (400, Some(true), 2),
        (401, None, 0),
        (402, None, 0),
        (403, None, 0),
        (404, None, 0),
        (424, None, 0),
        (301, None, 0),
        (429, None, 0),
    ] {
        let head = head(status, should_retry, None);
        assert_eq!(retries(Some(&head), false), count, "{head:?}");
    }
    // The one that is ours.
    assert_eq!(retries(Some(&head(429, None, None)), true), 1);
    assert_eq!(retries(Some(&head(429, Some(false), None)), true), 0);
    assert_eq!(retries(Some(&head(429, Some(true), None)), true), 2);
}

#[test]
fn waits() {
    for (retries, chance, ms) in [
        (0, 0.0, 500),
        (0, 0.99, 500),
        (1, 0.0, 500),
        (1, 0.5, 750),
        (9, 0.0, 2500),
    ] {
        assert_eq!(backoff(retries, chance), Duration::from_millis(ms));
    }
    assert!(backoff(9, 0.999) < MAX_BACKOFF);
    let wait = |status, locked, after| next(Some(&head(status, None, after)), locked, 0, 0.0);
    assert_eq!(wait(429, true, Some(3)), Some(Duration::from_secs(3)));
    assert_eq!(wait(429, true, Some(0)), Some(MIN_BACKOFF));
    assert_eq!(
        wait(503, false, Some(3)),
        Some(MIN_BACKOFF),
        "no effect in practice"
    );
    assert!((0..1000).all(|_| (0.0..1.0).contains(&chance())));
}
