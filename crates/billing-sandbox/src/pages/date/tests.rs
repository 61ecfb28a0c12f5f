use super::*;

#[test]
fn dates_are_in_utc() {
    let late: Timestamp = "2026-09-01T01:30:00+02:00".parse().expect("a time");
    assert_eq!(
        date(late).into_string(),
        "<time datetime=\"2026-08-31\">31 August 2026 (UTC)</time>"
    );
    assert_eq!(
        short_date(late).into_string(),
        "<time datetime=\"2026-08-31\">31 Aug 2026</time>"
    );
}
