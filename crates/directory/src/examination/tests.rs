use super::*;

#[test]
fn clock_ahead_and_behind() {
    let at = |second| Timestamp::from_second(second).expect("a time");
    for (there, ahead_by) in [(103, 2), (101, 0), (91, -10)] {
        let found = ahead(at(100), at(there), at(102));
        assert_eq!(found, SignedDuration::from_secs(ahead_by), "{there}");
    }
}
