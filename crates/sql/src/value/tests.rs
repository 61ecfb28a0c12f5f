use super::*;

#[test]
fn text_order_of_times_is_time_order() {
    let times = [
        "2026-08-01T12:00:00Z",
        "2026-08-01T12:00:00.5Z",
        "2026-08-01T12:00:01Z",
    ];
    let texts = times.map(|time| match time.parse::<Timestamp>().expect(time).into() {
        Value::Text(Some(text)) => text,
        other => panic!("{other:?}"),
    });
    assert!(texts.is_sorted(), "{texts:?}");
    assert_eq!(texts[1], "2026-08-01T12:00:00.500000Z");
}
