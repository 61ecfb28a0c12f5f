use super::*;

#[test]
fn keys_are_by_time_in_any_form() {
    let oldest_first = [
        "2026-08-01T13:59:59.5+02:00",
        "2026-08-01 12:00:00+00",
        "2026-08-01T12:00:00.250000Z",
        "2026-08-01 17:30:01+05:30",
        "2026-08-01T12:00:02Z",
        "2026-08-01 12:00:00",
        "yesterday",
    ];
    let keys = oldest_first.map(|time| SortKey::of(time, "id", ""));
    assert!(keys.is_sorted_by(|one, next| one < next));
    let same = ["2026-08-01T12:00:00Z", "2026-08-01 12:00:00+00"];
    let [one, other] = same.map(|time| SortKey::of(time, "id", ""));
    assert!(one == other);
    assert!(one < SortKey::of(same[1], "ie", ""));
}
