use super::*;

fn time(text: &str) -> Timestamp {
    text.parse().expect(text)
}

#[test]
fn ends_of_months() {
    for (anchor, starts) in [
        (
            "2026-01-31T10:00:00Z",
            ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"],
        ),
        (
            "2028-01-30T10:00:00Z",
            ["2028-01-30", "2028-02-29", "2028-03-30", "2028-04-30"],
        ),
        (
            "2026-11-30T10:00:00Z",
            ["2026-11-30", "2026-12-30", "2027-01-30", "2027-02-28"],
        ),
    ] {
        for (month, date) in (0..).zip(starts) {
            let period = Period::of(time(anchor), month).expect("a period");
            assert_eq!(period.start, time(&format!("{date}T10:00:00Z")));
            let next = Period::of(time(anchor), month + 1).expect("a period");
            assert_eq!(period.end, next.start);
        }
    }
}

#[test]
fn started_up_to_now() {
    let anchor = time("2026-01-31T10:00:00Z");
    for (now, since, starts) in [
        ("2026-01-31T09:59:59Z", "2026-01-31T10:00:00Z", &[][..]),
        ("2026-01-31T10:00:00Z", "2026-01-31T10:00:00Z", &["01-31"]),
        ("2026-02-28T09:59:59Z", "2026-01-31T10:00:00Z", &["01-31"]),
        ("2026-02-28T09:59:59Z", "2026-02-28T10:00:00Z", &[]),
        ("2026-02-28T10:00:00Z", "2026-02-28T10:00:00Z", &["02-28"]),
        (
            "2026-05-01T00:00:00Z",
            "2026-02-28T10:00:00Z",
            &["02-28", "03-31", "04-30"],
        ),
    ] {
        let started = Period::started(anchor, time(since), time(now));
        let started: Vec<_> = started.iter().map(|period| period.start).collect();
        let starts = starts
            .iter()
            .map(|day| time(&format!("2026-{day}T10:00:00Z")));
        assert_eq!(started, starts.collect::<Vec<_>>(), "{now} {since}");
    }
}

#[test]
fn centuries_are_cut_short() {
    let anchor = time("0001-01-31T10:00:00Z");
    let started = Period::started(anchor, anchor, time("2026-08-01T00:00:00Z"));
    assert_eq!(started.len(), 120);
    let last = started.last().expect("a period");
    assert_eq!(last.start, time("2026-07-31T10:00:00Z"));
    assert_eq!(Period::started(Timestamp::MAX, anchor, Timestamp::MAX), []);
}
